import { Link } from 'wouter';
import { classNames } from '../../kit/class-names.ts';
import { Icon, type IconName } from '../../kit/icons.tsx';
import type { Tone } from '../../kit/notice.tsx';
import { correctedNow } from '../device/clock.ts';
import { useOpen } from '../shell/state.ts';
import { dueWords } from './due-words.ts';
import { type DayMatter, pendingOf } from './matters-of-day.ts';
import { t } from './messages.ts';

/** What stands at the right of a row. */
export type DueOf = (matter: DayMatter, now: Date) => { words: string; tone: Tone } | undefined;

interface RowLook {
  icon?: IconName;
  due?: DueOf;
  /** Where the row leads; to the page of the matter without it. */
  path?: (matter: DayMatter) => string;
}

function Row({ matter, icon = 'message', due: dueOf = dueWords, path }: { matter: DayMatter } & RowLook) {
  const { entries, vault } = useOpen();
  const pending = pendingOf(entries, matter.id, vault.owner);
  const aside = pending.some((entry) => entry.state !== 'waiting');
  const due = aside
    ? { words: t('aside'), tone: 'brick' }
    : pending.length > 0
      ? { words: t('pending'), tone: 'wheat' }
      : dueOf(matter, new Date(correctedNow()));
  return (
    <li>
      <Link href={path?.(matter) ?? `/matters/${matter.id}`} className="field-row">
        <Icon name={icon} />
        <span className="field-row-words">
          <strong>{matter.title}</strong>
          <span className="field-row-under">{[matter.place, matter.address].filter(Boolean).join(' ')}</span>
        </span>
        {due && <span className={classNames('field-row-due', `ink-${due.tone}`)}>{due.words}</span>}
      </Link>
    </li>
  );
}

/** A group of matters under its heading with the count. */
export function MatterRows({ title, matters, ...look }: { title: string; matters: readonly DayMatter[] } & RowLook) {
  return (
    <section className="group">
      <h2>
        {title}
        <span className="group-count">{t('count', { n: matters.length })}</span>
      </h2>
      <ul className="field-rows">
        {matters.map((matter) => (
          <Row key={matter.id} matter={matter} {...look} />
        ))}
      </ul>
    </section>
  );
}
