import type { MatterView } from '../../../../domain/matters/contract.ts';
import { OUTCOMES } from '../../../../domain/matters/home-verification/checklist.ts';
import { OUTCOME_WORDS } from '../../../../domain/matters/home-verification/story.zh.ts';
import { dueMoment } from '../../shell/times.ts';
import { checklistOf } from '../matter/check-answers.tsx';
import { say } from './messages.ts';
import { PenBlank, PenChoices, PenForm } from './pen-form.tsx';

/** 入户核查表: what is asked and what is held already, to be confirmed or corrected with a pen at the door (2.4). */
export function VerificationForm({ view }: { view: MatterView }) {
  return (
    <PenForm title={say('formTitle')} signers={[say('formWorker'), say('formHousehold')]} date={say('date')}>
      <dl className="details">
        {(
          [
            [say('number'), view.number],
            [say('formAskedBy'), view.centre.name],
            [say('formPlace'), [view.place, view.address].filter(Boolean).join(' ')],
            [say('formWhy'), view.words],
            ...(view.deadlines.answer ? [[say('formUntil'), say('by', { when: dueMoment(view.deadlines.answer) })]] : []),
          ] as const
        ).map(([title, words]) => (
          <div key={title} className="details-row">
            <dt>{title}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <section>
        <h3>{say('formOutcome')}</h3>
        <PenChoices choices={OUTCOMES.map((outcome) => OUTCOME_WORDS[outcome])} />
      </section>
      <ol className="pen-list">
        {checklistOf(view).map(({ key, question, known }, at) => (
          <li key={key}>
            <p>
              {at + 1}. {question}
              {known && `（${known.source}：${known.value}）`}
            </p>
            <PenChoices choices={known ? [say('formAsKnown'), say('formDifferent'), say('formNotSeen')] : [say('formNotSeen')]} />
            <PenBlank wide />
          </li>
        ))}
      </ol>
      <p>
        {say('formWords')}
        <PenBlank wide />
      </p>
      <p className="quiet">{say('formPrivacy')}</p>
    </PenForm>
  );
}
