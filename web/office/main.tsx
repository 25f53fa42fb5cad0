import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { createRoot } from 'react-dom/client';
import '../kit/tokens.css';
import '../kit/base.css';
import '../kit/controls.css';
import '../kit/layout.css';
import './shell/office.css';
import './shell/frame.css';
import './shell/tables.css';
import './shell/forms.css';
import { makeQueryClient } from '../kit/query.ts';
import { makeOfficeRouter } from './router.tsx';
import { officeTheme } from './shell/theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');

const client = makeQueryClient();
const router = makeOfficeRouter();

createRoot(root).render(
  <ConfigProvider locale={zhCN} theme={officeTheme} button={{ autoInsertSpace: false }}>
    <App message={{ maxCount: 2, duration: 6 }}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </App>
  </ConfigProvider>,
);
