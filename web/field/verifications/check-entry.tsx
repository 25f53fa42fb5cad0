import type { CheckedAnswer, ChecklistEntry } from '../../../domain/matters/home-verification/checklist.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { TextInput } from '../../kit/field.tsx';
import { t } from './messages.ts';

type Given = { finding?: CheckedAnswer['finding'] | undefined; value: string };

/** What is held is right or has changed; a question of the township's own has an answer. */
const choicesFor = (entry: ChecklistEntry): { value: CheckedAnswer['finding']; label: string }[] =>
  entry.known
    ? [
        { value: 'as-known', label: t('asKnown') },
        { value: 'different', label: t('different') },
        { value: 'not-seen', label: t('notSeen') },
      ]
    : [
        { value: 'answered', label: t('answered') },
        { value: 'not-seen', label: t('notSeen') },
      ];

/** One line of the checklist: what we hold and from where, to be confirmed or corrected (2.4). */
export function CheckEntry({
  entry,
  given = { value: '' },
  fault,
  onChange,
}: {
  entry: ChecklistEntry;
  given: Given | undefined;
  fault: 'answer' | 'value' | undefined;
  onChange: (given: Given) => void;
}) {
  return (
    <section className="card stack" aria-label={entry.question}>
      <ChoiceList
        inline
        label={entry.question}
        {...(entry.known && { label: <Known entry={entry} /> })}
        {...(fault === 'answer' && { error: t('answerMissing') })}
        choices={choicesFor(entry)}
        value={given.finding}
        onChange={(finding) => onChange({ ...given, finding })}
      />
      {(given.finding === 'different' || given.finding === 'answered') && (
        <TextInput
          label={t('howItIs')}
          maxLength={200}
          value={given.value}
          {...(fault === 'value' && { error: t('howItIsMissing') })}
          onChange={(event) => onChange({ ...given, value: (event.target as HTMLInputElement).value })}
        />
      )}
    </section>
  );
}

function Known({ entry: { question, known } }: { entry: ChecklistEntry }) {
  return (
    <>
      {question}
      {known && <span className="field-row-under"> {t('known', { source: known.source, value: known.value })}</span>}
    </>
  );
}
