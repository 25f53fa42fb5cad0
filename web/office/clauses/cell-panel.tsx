import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Cell } from '../../../domain/policy/board-contract.ts';
import { ButtonLink } from '../../kit/button.tsx';
import { Tag } from '../../kit/notice.tsx';
import { shortMoment } from '../shell/times.ts';
import { say } from './messages.ts';
import { sinceText } from './since.ts';
import { VERDICT_TONES, VerdictMark, verdictTitle } from './verdicts.tsx';

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Where the thing is put right; the address comes with the cell, so it is not one the router knows by type. */
function Act({ act }: { act: NonNullable<Cell['act']> }) {
  const router = useRouter();
  const href = `${router.basepath}${act.path}`;
  return (
    <ButtonLink
      look="filled"
      wide
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        router.history.push(href);
      }}
    >
      {act.title}
    </ButtonLink>
  );
}

function Sources({ sources }: { sources: Cell['sources'] }) {
  return (
    <Part title={say('sources')}>
      <ul className="clauses-sources">
        {sources.map((source) => (
          <li key={`${source.name}${source.article}${source.from}`}>
            {say('says', { name: source.name, article: source.article, says: source.says })}
            <span className="quiet">
              {source.until ? say('inForceUntil', { from: source.from, until: source.until }) : say('inForce', { from: source.from })}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Everything behind one cell: what is so and since when, on what it rests, who could help, what to do. */
export function CellPanel({ cell, now, day }: { cell: Cell; now: Date; day: string | undefined }) {
  const tone = VERDICT_TONES[cell.verdict];
  return (
    <div className="clauses-panel">
      <div>
        <p className="quiet">{say('crossing', { place: cell.name, rule: cell.rule.title })}</p>
        <p className={`clauses-sentence tone-${tone}`}>{cell.sentence}</p>
        <p className="quiet">
          <Tag tone={tone}>{verdictTitle(cell.verdict)}</Tag>{' '}
          {cell.since &&
            say(cell.history[0]?.first ? 'sinceFirst' : 'since', { at: shortMoment(cell.since, now), long: sinceText(cell.since, now) })}
        </p>
        {day && <p className="clauses-now tone-wheat">{say('panelNow', { day })}</p>}
      </div>
      {cell.facts.length > 0 && (
        <Part title={say('facts')}>
          <ul>
            {cell.facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </Part>
      )}
      <Sources sources={cell.sources} />
      {cell.candidates.length > 0 && (
        <Part title={say('candidates')}>
          <ul>
            {cell.candidates.map((candidate) => (
              <li key={`${candidate.name}${candidate.why}`}>{say('candidate', candidate)}</li>
            ))}
          </ul>
        </Part>
      )}
      {cell.act && <Act act={cell.act} />}
      {!cell.act && (cell.verdict === 'broken' || cell.verdict === 'no-data') && <p className="quiet">{say('notYours')}</p>}
      {cell.history.length > 0 && (
        <Part title={say('history')}>
          <ol className="clauses-history">
            {cell.history.map((span) => (
              <li key={span.from}>
                <VerdictMark verdict={span.verdict} />
                <span>
                  {span.sentence}
                  <span className="quiet">
                    {verdictTitle(span.verdict)} ·{' '}
                    {span.until
                      ? say(span.first ? 'spanFirst' : 'span', { from: shortMoment(span.from, now), until: shortMoment(span.until, now) })
                      : say(span.first ? 'fromFirst' : 'from', { from: shortMoment(span.from, now) })}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </Part>
      )}
    </div>
  );
}
