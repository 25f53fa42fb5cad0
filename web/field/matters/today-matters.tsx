import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { useSections } from '../shell/section.ts';
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
  const sections = useSections();
  const [everything, setEverything] = useState(false);
  if (!open.parts.has('matters')) return null;
  const apart = new Set(sections.flatMap(({ kind }) => kind?.kind ?? []));
  const all = mattersOf(open);
  const matters = all.filter(({ kind }) => !apart.has(kind)).sort((one, other) => dueOf(one).localeCompare(dueOf(other)));
  const mine = matters.filter((matter) => matter.mine);
  const others = matters.filter((matter) => !matter.mine);
  return (
    <>
      {mine.length > 0 ? (
        <MatterRows title={t('waiting')} matters={everything ? mine : mine.slice(0, SHOWN)} />
      ) : (
        !all.some((matter) => matter.mine) && (
          <EmptyState icon="check" title={t('none')}>
            {t('noneWords')}
          </EmptyState>
        )
      )}
      {!everything && (mine.length > SHOWN || others.length > 0) && (
        <Button look="quiet" wide icon="chevron-down" onClick={() => setEverything(true)}>
          {t('showAll', { n: matters.length })}
        </Button>
      )}
      {everything && others.length > 0 && <MatterRows title={t('others')} matters={others} />}
    </>
  );
}
