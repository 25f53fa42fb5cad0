import { useNavigate } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { Icon } from '../../kit/icons.tsx';
import { signOut } from '../../kit/sign-out.ts';
import type { Staff } from './me.ts';
import { say } from './messages.ts';

/** The person behind the hat: their account and the way out. */
export function AccountMenu({ staff }: { staff: Staff }) {
  const navigate = useNavigate();
  const items = [
    { key: 'name', label: `${staff.name} · ${staff.roleTitle}`, disabled: true },
    { key: 'me', label: say('account'), icon: <Icon name="person" /> },
    { key: 'portal', label: say('toPortal'), icon: <Icon name="home" /> },
    { key: 'out', label: say('signOut'), icon: <Icon name="door" /> },
  ];
  const choose = (key: string) => {
    if (key === 'me') void navigate({ to: '/me' });
    if (key === 'portal') window.open('/', '_blank', 'noopener');
    if (key === 'out') void signOut();
  };
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => choose(key) }}>
      <button type="button" className="avatar" aria-label={`${staff.name} · ${say('account')}`} aria-haspopup="menu">
        {staff.name.slice(0, 1)}
      </button>
    </Dropdown>
  );
}
