import { Link } from '@tanstack/react-router';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import type { CheckedAnswer, ChecklistEntry, Outcome } from '../../../../domain/matters/home-verification/checklist.ts';
import { OUTCOME_WORDS } from '../../../../domain/matters/home-verification/story.zh.ts';
import { FieldError } from '../../../kit/field.tsx';
import { Icon } from '../../../kit/icons.tsx';
import { say } from './messages.ts';
import { stateOf } from './offers.ts';

/** What a home verification asks, with what is held already. */
export const checklistOf = (view: MatterView): ChecklistEntry[] => (stateOf(view)?.content.checklist as ChecklistEntry[] | undefined) ?? [];

const FINDINGS: Record<CheckedAnswer['finding'], () => string> = {
  'as-known': () => say('findingAsKnown'),
  different: () => say('findingDifferent'),
  answered: () => say('findingAnswered'),
  'not-seen': () => say('findingNotSeen'),
};

/** What the visit found, as far as there was one. */
export const answersOf = (view: MatterView): CheckedAnswer[] => (stateOf(view)?.content.answers as CheckedAnswer[] | undefined) ?? [];

/** A checklist with what is held and, once the visit was made, what was found. */
export function Checklist({ view }: { view: MatterView }) {
  const answers = answersOf(view);
  const outcome = stateOf(view)?.content.outcome as Outcome | undefined;
  return (
    <>
      {outcome && (
        <p className="notice-line tone-leaf">
          <Icon name="door" />
          {OUTCOME_WORDS[outcome]}
          {Boolean(stateOf(view)?.content.onPaper) && ` · ${say('onPaper')}`}
        </p>
      )}
      <ul className="checklist">
        {checklistOf(view).map((entry) => {
          const one = answers.find(({ key }) => key === entry.key);
          return (
            <li key={entry.key}>
              {entry.question}
              {entry.known && <span className="quiet"> {say('known', { value: entry.known.value, source: entry.known.source })}</span>}
              {one && (
                <strong>
                  {' '}
                  {FINDINGS[one.finding]()}
                  {one.value && `：${one.value}`}
                </strong>
              )}
            </li>
          );
        })}
      </ul>
      {!outcome && (
        <div className="row no-print">
          <Link to="/matters/$id/papers/$which" params={{ id: view.id, which: 'checklist' }} className="button button-outline">
            <Icon name="print" />
            {say('verificationForm')}
          </Link>
        </div>
      )}
    </>
  );
}

/** What is held can be right or not; a question of the township's own has only an answer. */
const findingsFor = (entry: ChecklistEntry): CheckedAnswer['finding'][] =>
  entry.known ? ['as-known', 'different', 'not-seen'] : ['answered', 'not-seen'];

/** One line for each entry of the checklist: what was found, and how it is where it differs. */
export function CheckAnswers({
  view,
  value,
  error,
  onChange,
}: {
  view: MatterView;
  value: unknown;
  error?: string;
  onChange: (value: unknown) => void;
}) {
  const answers = (value as CheckedAnswer[] | undefined) ?? [];
  return (
    <fieldset className="choices">
      <legend className="field-label">{say('checklist')}</legend>
      <div className="choices-rows">
        {checklistOf(view).map((entry) => {
          const one = answers.find(({ key }) => key === entry.key);
          const others = answers.filter((answer) => answer !== one);
          return (
            <div key={entry.key} className="material">
              <p>
                {entry.question}
                {entry.known && <span className="quiet"> {say('known', { value: entry.known.value, source: entry.known.source })}</span>}
              </p>
              <div className="row">
                <select
                  className="control control-short"
                  aria-label={entry.question}
                  value={one?.finding ?? ''}
                  onChange={(event) =>
                    onChange(
                      event.target.value
                        ? [...others, { key: entry.key, finding: event.target.value as CheckedAnswer['finding'], value: one?.value ?? '' }]
                        : others,
                    )
                  }
                >
                  <option value="">{say('choose')}</option>
                  {findingsFor(entry).map((finding) => (
                    <option key={finding} value={finding}>
                      {FINDINGS[finding]()}
                    </option>
                  ))}
                </select>
                {one && (one.finding === 'different' || one.finding === 'answered') && (
                  <input
                    className="control control-search"
                    aria-label={say('howItIs', { question: entry.question })}
                    placeholder={say('howItIsShort')}
                    value={one.value}
                    maxLength={200}
                    onChange={(event) => onChange([...others, { ...one, value: event.target.value }])}
                  />
                )}
              </div>
            </div>
          );
        })}
      </div>
      {error && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}
