import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';
import type { Tone } from './notice.tsx';

export type StoryEntry = {
  key: string;
  /** When and by whom, in grey above the sentence. */
  above: ReactNode;
  title: ReactNode;
  /** Words someone said, set as a quotation. */
  quote?: ReactNode;
  children?: ReactNode;
  tone?: Tone;
  icon?: IconName;
  /** True for what has not happened yet. */
  ahead?: boolean;
};

/** What happened, when, by which office, and what is next, one under the other. */
export function Story({ entries, label }: { entries: readonly StoryEntry[]; label: string }) {
  return (
    <ol className="story" aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.key} className={entry.ahead ? 'story-entry story-ahead' : 'story-entry'}>
          <span className={`story-dot tone-${entry.tone ?? 'brand'}`}>{entry.icon && <Icon name={entry.icon} />}</span>
          <div className="story-words">
            <p className="story-above">{entry.above}</p>
            <p className="story-title">{entry.title}</p>
            {entry.quote && <blockquote className="story-quote">{entry.quote}</blockquote>}
            {entry.children}
          </div>
        </li>
      ))}
    </ol>
  );
}
