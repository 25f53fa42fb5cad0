import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { useOpen } from '../shell/state.ts';
import { MatterRows } from './matter-rows.tsx';
import { type DayMatter, mattersOf } from './matters-of-day.ts';
import { t } from './messages.ts';

/** More than this are shown on demand: today must fit a hand. */
const SHOWN = 12;

const dueOf = (matter: DayMatter): string => (matter.status === 'to-sign' && matter.deadlines.sign) || matter.deadlines.answer || '9';

/** The matters that wait for the worker's station, the most urgent first; below them those others are working on. */
export function TodayMatters() {
  const open = useOpen();
  const [all, setAll] = useState(false);
  if (!open.parts.has('matters')) return null;
  const matters = mattersOf(open).sort((one, other) => dueOf(one).localeCompare(dueOf(other)));
  const mine = matters.filter((matter) => matter.mine);
  const others = matters.filter((matter) => !matter.mine);
  return (
    <>
      {mine.length > 0 ? (
        <MatterRows title={t('waiting')} matters={all ? mine : mine.slice(0, SHOWN)} />
      ) : (
        <EmptyState icon="check" title={t('none')}>
          {t('noneWords')}
        </EmptyState>
      )}
      {!all && (mine.length > SHOWN || others.length > 0) && (
        <Button look="quiet" wide icon="chevron-down" onClick={() => setAll(true)}>
          {t('showAll', { n: matters.length })}
        </Button>
      )}
      {all && others.length > 0 && <MatterRows title={t('others')} matters={others} />}
    </>
  );
}
