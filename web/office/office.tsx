import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useState } from 'react';
import { isLeaving } from '../kit/leaving.ts';
import { makeQueryClient } from '../kit/query.ts';
import { useLeaving, whenSignedOut } from '../kit/sign-out.ts';
import { makeOfficeRouter } from './router.tsx';
import { LeftPage } from './shell/left-page.tsx';
import { setSearchWords } from './shell/search-words.ts';
import { officeTheme } from './shell/theme.ts';

const client = makeQueryClient();
const router = makeOfficeRouter();

/** The face of staff; with each sign-out everything on it is made anew, sheets and questions too, so that nothing of before stays in the page. */
export function Office() {
  const [signOuts, setSignOuts] = useState(0);
  const [left, setLeft] = useState(isLeaving);
  const leaving = useLeaving();
  // A page loaded anew holds nothing of before, not even in memory.
  useEffect(() => {
    if (left && !leaving) location.replace('/office/sign-in');
  }, [left, leaving]);
  useEffect(() => {
    whenSignedOut((why) => {
      setSearchWords('');
      void client.cancelQueries();
      if (why === 'another') return void client.resetQueries({ predicate: ({ queryKey: [name] }) => name !== 'accounts.me' });
      client.clear();
      // Where the server ended it, the way leads over the sign-in page back to where they were.
      if (why === 'left') setLeft(true);
      setSignOuts((before) => before + 1);
    });
  }, []);
  return (
    <ConfigProvider locale={zhCN} theme={officeTheme} button={{ autoInsertSpace: false }}>
      <App key={signOuts} message={{ maxCount: 2, duration: 6 }}>
        <QueryClientProvider client={client}>{left ? <LeftPage /> : <RouterProvider router={router} />}</QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
