import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Dropdown } from 'antd';
import { Icon } from '../../kit/icons.tsx';
import { sentenceOf } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import type { Staff } from './me.ts';
import { say } from './messages.ts';
import { setSearchWords } from './search-words.ts';

/** The person behind the hat: their account and the way out. */
export function AccountMenu({ staff }: { staff: Staff }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const signOut = useCommand('accounts.signOut');
  const leave = () =>
    signOut.mutate(
      {},
      {
        onSuccess: async () => {
          setSearchWords('');
          client.clear();
          await navigate({ to: '/sign-in', search: {} });
        },
        onError: (error) => void message.error(sentenceOf(error).title),
      },
    );
  const items = [
    { key: 'name', label: `${staff.name} · ${staff.roleTitle}`, disabled: true },
    { key: 'me', label: say('account'), icon: <Icon name="person" /> },
    { key: 'portal', label: say('toPortal'), icon: <Icon name="home" /> },
    { key: 'out', label: say('signOut'), icon: <Icon name="door" /> },
  ];
  const choose = (key: string) => {
    if (key === 'me') void navigate({ to: '/me' });
    if (key === 'portal') window.open('/', '_blank', 'noopener');
    if (key === 'out') leave();
  };
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => choose(key) }}>
      <button type="button" className="avatar" aria-label={`${staff.name} · ${say('account')}`} aria-haspopup="menu">
        {staff.name.slice(0, 1)}
      </button>
    </Dropdown>
  );
}
