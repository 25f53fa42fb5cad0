import { Link } from 'wouter';
import { classNames } from '../../kit/class-names.ts';
import { Icon } from '../../kit/icons.tsx';
import { correctedNow } from '../device/clock.ts';
import { useOpen } from '../shell/state.ts';
import { dueWords } from './due-words.ts';
import { type DayMatter, pendingOf } from './matters-of-day.ts';
import { t } from './messages.ts';

function Row({ matter }: { matter: DayMatter }) {
  const { entries, vault } = useOpen();
  const pending = pendingOf(entries, matter.id, vault.owner);
  const aside = pending.some((entry) => entry.state !== 'waiting');
  const due = aside
    ? { words: t('aside'), tone: 'brick' }
    : pending.length > 0
      ? { words: t('pending'), tone: 'wheat' }
      : dueWords(matter, new Date(correctedNow()));
  return (
    <li>
      <Link href={`/matters/${matter.id}`} className="field-row">
        <Icon name="message" />
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
export function MatterRows({ title, matters }: { title: string; matters: readonly DayMatter[] }) {
  return (
    <section className="group">
      <h2>
        {title}
        <span className="group-count">{t('count', { n: matters.length })}</span>
      </h2>
      <ul className="field-rows">
        {matters.map((matter) => (
          <Row key={matter.id} matter={matter} />
        ))}
      </ul>
    </section>
  );
}
