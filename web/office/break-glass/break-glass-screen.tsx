import { Link, useSearch } from '@tanstack/react-router';
import { GLASS_ASKERS, GLASS_SECONDS } from '../../../domain/break-glass/permissions.ts';
import { classNames } from '../../kit/class-names.ts';
import { Banner } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { type StaffRole, useStaff } from '../shell/me.ts';
import { ReadState } from '../shell/read-state.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { GLASS_PARTS, type GlassPart } from './address.ts';
import { AskForm } from './ask-form.tsx';
import { say } from './messages.ts';
import { MyRequests } from './my-requests.tsx';
import { OpeningsList } from './openings-list.tsx';
import { WaitingList } from './waiting-list.tsx';

const LEADS = { ask: 'leadAsk', confirm: 'leadConfirm', review: 'leadReview' } as const;
const ROLES: Record<GlassPart, readonly StaffRole[]> = { ask: GLASS_ASKERS, confirm: GLASS_SECONDS, review: ['supervisor'] };

const Off = () => (
  <Banner tone="plain" title={say('off')}>
    {say('offWords')}
  </Banner>
);

function Asking() {
  const mine = useRead('breakGlass.mine', {}, { fresh: true });
  return (
    <ReadState read={mine}>
      {({ minutes, items }) => {
        const open = items.filter(({ state }) => state === 'open');
        const others = items.filter(({ state }) => state !== 'open');
        return (
          <>
            {/* What was agreed to runs out: nobody shall look for it below the form. */}
            {open.length > 0 && <MyRequests title={say('mineOpen')} items={open} />}
            {minutes === 0 ? <Off /> : <AskForm />}
            {(others.length > 0 || (minutes > 0 && open.length === 0)) && <MyRequests title={say('mine')} items={others} />}
          </>
        );
      }}
    </ReadState>
  );
}

function Confirming() {
  const waiting = useRead('breakGlass.waiting', {}, { once: true });
  return (
    <ReadState read={waiting}>
      {(list) => (
        <>
          {list.minutes === 0 && <Off />}
          {(list.minutes > 0 || list.items.length > 0) && <WaitingList {...list} />}
        </>
      )}
    </ReadState>
  );
}

/** 紧急查看: to ask, to be the second person, to review; each role has its parts. */
export function BreakGlassScreen() {
  const { role } = useStaff();
  const came = useSearch({ from: '/frame/break-glass' });
  const parts = GLASS_PARTS.filter((part) => ROLES[part].includes(role));
  const part = parts.find((one) => one === came.part) ?? parts[0];
  return (
    <>
      <ScreenHead title={say('title')} />
      {part && <p className="quiet">{say(LEADS[part])}</p>}
      {parts.length > 1 && (
        <nav className="tabs" aria-label={say('parts')}>
          {parts.map((one) => (
            <Link
              key={one}
              to="/break-glass"
              search={{ part: one }}
              className={classNames('tab', one === part && 'tab-current')}
              aria-current={one === part ? 'page' : undefined}
            >
              {say(one)}
            </Link>
          ))}
        </nav>
      )}
      {part === 'ask' && <Asking />}
      {part === 'confirm' && <Confirming />}
      {part === 'review' && <OpeningsList />}
    </>
  );
}
