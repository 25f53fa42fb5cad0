import './statistics.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import type { RatesAnswer } from '../../../domain/statistics/contract.ts';
import { Button } from '../../kit/button.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { type Period, periodDates, periodOf } from '../matters/queue/period.ts';
import { useStaff, useToday } from '../shell/me.ts';
import { countText } from '../shell/numbers.ts';
import { ReadState } from '../shell/read-state.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { PlaceSelect } from '../territory/place-select.tsx';
import type { StatisticsAddress } from './address.ts';
import { BarsCard } from './bars-card.tsx';
import { CategoryCard } from './category-card.tsx';
import { DailyCard } from './daily-card.tsx';
import { HoursCard } from './hours-card.tsx';
import { MapCard } from './map-card.tsx';
import { say } from './messages.ts';
import { RateCards } from './rate-cards.tsx';

const PERIOD_TITLES = [
  ['month', () => say('month')],
  ['last-month', () => say('lastMonth')],
  ['30-days', () => say('days30')],
  ['year', () => say('year')],
  ['custom', () => say('custom')],
] as const satisfies readonly [Period, () => string][];

/** 2026年11月1日至22日, without repeating year and month. */
function periodText(from: string, until: string): string {
  const [fy = '', fm = '', fd = ''] = from.split('-');
  const [uy = '', um = '', ud = ''] = until.split('-');
  const start = say('day', { y: fy, m: Number(fm), d: Number(fd) });
  const end =
    fy !== uy
      ? say('day', { y: uy, m: Number(um), d: Number(ud) })
      : fm !== um
        ? say('dayInYear', { m: Number(um), d: Number(ud) })
        : say('dayInMonth', { d: Number(ud) });
  return say('period', { from: start, until: end });
}

function Charts({ territory, from, until, total }: { territory: string; from: string; until: string; total: RatesAnswer }) {
  const navigate = useNavigate();
  const { range } = useStaff();
  const byPlace = useRead('statistics.rates', { territory, from, until, by: 'place' });
  const byBody = useRead('statistics.rates', { territory, from, until, by: 'body' });
  const byCategory = useRead('statistics.rates', { territory, from, until, by: 'category' });
  const [row] = total.rows;
  if (!row || row.filed === 0) {
    return (
      <EmptyState icon="chart" title={say('none')}>
        {say('noneWords')}
      </EmptyState>
    );
  }
  return (
    <>
      <RateCards rates={row.rates} />
      {total.others.length > 0 && (
        <p className="quiet">
          {say('others', { kinds: total.others.map(({ title, filed }) => say('other', { title, n: countText(filed) })).join('、') })}
        </p>
      )}
      <div className="charts">
        <DailyCard daily={total.daily} />
        <ReadState read={byPlace}>
          {(data) => <BarsCard rows={data.rows as RatesAnswer['rows']} note={say('byPlace')} heading={say('colPlace')} />}
        </ReadState>
      </div>
      <HoursCard answer={total} />
      <div className="charts charts-even">
        <ReadState read={byBody}>
          {(data) => <BarsCard rows={data.rows as RatesAnswer['rows']} note={say('byBody')} heading={say('colBody')} />}
        </ReadState>
        <ReadState read={byCategory}>{(data) => <CategoryCard rows={data.rows as RatesAnswer['rows']} />}</ReadState>
      </div>
      {range.length <= 6 && (
        <MapCard
          range={range}
          from={from}
          until={until}
          onPick={(code) => void navigate({ to: '/statistics', search: (before: StatisticsAddress) => ({ ...before, territory: code }) })}
        />
      )}
    </>
  );
}

/** 统计: rates with what stands behind them, and what the charts say in their titles. */
export function StatisticsScreen() {
  const staff = useStaff();
  const today = useToday();
  const navigate = useNavigate();
  const address: StatisticsAddress = useSearch({ from: '/frame/statistics' });
  const [custom, setCustom] = useState(false);
  const territory = address.territory ?? staff.range;
  const from = address.from ?? `${today.slice(0, 8)}01`;
  const until = address.until ?? today;
  const named = periodOf(from, address.until, today);
  const period = custom || named === 'any' ? 'custom' : named;
  const change = (part: StatisticsAddress) => void navigate({ to: '/statistics', search: { ...address, ...part }, replace: true });
  const place = useRead('territory.place', { code: territory });
  const total = useRead('statistics.rates', { territory, from, until, by: 'total' }, { keep: true });
  return (
    <>
      <ScreenHead
        title={
          <>
            {say('title', { place: place.data?.shortName ?? staff.rangeName })}{' '}
            <span className="title-period">{periodText(from, until)}</span>
          </>
        }
        documentTitle={say('titleShort')}
        aside={
          <span className="filters no-print">
            <PlaceSelect
              value={territory}
              onChange={(code) => change({ territory: code })}
              within={staff.range}
              label={say('pickPlace')}
              placeholder={say('pickPlace')}
            />
            <Select<Period>
              aria-label={say('pickPeriod')}
              value={period}
              onChange={(next) => {
                setCustom(next === 'custom');
                if (next !== 'custom') change(periodDates(next, today));
              }}
              options={PERIOD_TITLES.map(([value, title]) => ({ value, label: title() }))}
              popupMatchSelectWidth={false}
            />
            {period === 'custom' && (
              <span className="filter-dates">
                <input
                  type="date"
                  className="control"
                  aria-label={say('from')}
                  value={from}
                  max={until}
                  onChange={(event) => change({ from: event.target.value || undefined })}
                />
                <span aria-hidden="true">–</span>
                <input
                  type="date"
                  className="control"
                  aria-label={say('until')}
                  value={until}
                  min={from}
                  max={today}
                  onChange={(event) => change({ until: event.target.value || undefined })}
                />
              </span>
            )}
            <Button icon="print" onClick={() => window.print()}>
              {say('print')}
            </Button>
          </span>
        }
      />
      <ReadState read={total} lines={12}>
        {(data) => <Charts territory={territory} from={from} until={until} total={data as RatesAnswer} />}
      </ReadState>
    </>
  );
}
