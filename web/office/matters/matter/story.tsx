import type { MatterView, StoryEntry } from '../../../../domain/matters/contract.ts';
import { Tag } from '../../../kit/notice.tsx';
import { Card } from '../../shell/card.tsx';
import { shortMoment } from '../../shell/times.ts';
import { Files } from './files.tsx';
import { say } from './messages.ts';

function Entry({ entry, files, onCorrect }: { entry: StoryEntry; files: MatterView['files']; onCorrect?: (seq: number) => void }) {
  const body = entry.by.kind === 'staff' ? (entry.by.body?.name ?? '') : '';
  const who = entry.by.kind === 'staff' ? entry.by.name : '';
  const own = entry.step === 'file' ? [] : files.filter((file) => entry.files.includes(file.id));
  return (
    <li className={entry.internal ? 'story-row story-internal' : 'story-row'}>
      <time className="story-time" dateTime={entry.at}>
        {shortMoment(entry.at)}
      </time>
      <div className="story-what">
        <p>
          {body && <strong>{body}</strong>} {entry.headline}
          {who && <span className="quiet"> · {who}</span>}
          {entry.internal && (
            <Tag tone="plain" icon="lock">
              {say('internal')}
            </Tag>
          )}
        </p>
        {entry.words && entry.step !== 'file' && <p className="story-said">“{entry.words}”</p>}
        {entry.detail && <p className="story-said">{entry.detail}</p>}
        <Files files={own} small />
        {entry.correction && <p className="story-correction">{say('corrected', { words: entry.correction })}</p>}
      </div>
      {onCorrect && entry.step !== 'file' && (
        <button
          type="button"
          className="link story-correct no-print"
          onClick={() => onCorrect(entry.seq)}
          aria-label={`${say('correct')}：${say('storyNo', { n: entry.seq })}`}
        >
          {say('correct')}
        </button>
      )}
    </li>
  );
}

/** What happened, the newest first. */
export function StoryCard({ view, onCorrect }: { view: MatterView; onCorrect?: (seq: number) => void }) {
  return (
    <Card title={say('story')}>
      <ol className="story-rows">
        {view.story.toReversed().map((entry) => (
          <Entry key={entry.seq} entry={entry} files={view.files} onCorrect={onCorrect} />
        ))}
      </ol>
    </Card>
  );
}
