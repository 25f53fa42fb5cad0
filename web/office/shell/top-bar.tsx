import { Link } from '@tanstack/react-router';
import { IconButton } from '../../kit/button.tsx';
import { AccountMenu } from './account-menu.tsx';
import { HatSwitcher } from './hat-switcher.tsx';
import type { Me, Staff } from './me.ts';
import { say } from './messages.ts';
import { SearchBox } from './search-box.tsx';

function DateLine({ today }: { today: Me['setup']['today'] }) {
  const [y = '', m = '', d = ''] = today.date.split('-');
  const weekday = say('weekdays').split(' ')[new Date(`${today.date}T00:00:00Z`).getUTCDay()] ?? '';
  const kind = today.name || (today.working ? say('workingDay') : say('dayOff'));
  return (
    <time className="top-date" dateTime={today.date}>
      {say('dateLine', { y, m: Number(m), d: Number(d), weekday, kind })}
    </time>
  );
}

/** Name, hat, search, date and account; always in the same place. */
export function TopBar({ me, staff, onMenu }: { me: Me; staff: Staff; onMenu: () => void }) {
  return (
    <header className="top-bar no-print">
      <IconButton icon="list" label={say('menu')} onClick={onMenu} className="top-menu" />
      <Link to="/" className="top-brand">
        {say('brand')}
      </Link>
      <HatSwitcher me={me} staff={staff} />
      <SearchBox />
      <DateLine today={me.setup.today} />
      <AccountMenu staff={staff} />
    </header>
  );
}
