import './policy.css';
import { Link, useSearch } from '@tanstack/react-router';
import { classNames } from '../../kit/class-names.ts';
import { ScreenHead } from '../shell/screen-head.tsx';
import { CalendarPart } from './calendar-part.tsx';
import { say } from './messages.ts';
import { ParametersPart } from './parameters-part.tsx';

/** 参数与日历: the numbers the law leaves to the county, and the days people work. */
export function PolicyScreen() {
  const { part } = useSearch({ from: '/frame/policy' });
  return (
    <>
      <ScreenHead title={say('title')} />
      <nav className="tabs" aria-label={say('title')}>
        <Link to="/policy" search={{}} className={classNames('tab', !part && 'tab-current')} aria-current={!part ? 'page' : undefined}>
          {say('parameters')}
        </Link>
        <Link
          to="/policy"
          search={{ part: 'calendar' }}
          className={classNames('tab', part === 'calendar' && 'tab-current')}
          aria-current={part === 'calendar' ? 'page' : undefined}
        >
          {say('calendar')}
        </Link>
      </nav>
      {part === 'calendar' ? <CalendarPart /> : <ParametersPart />}
    </>
  );
}
