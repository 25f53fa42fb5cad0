import { proposeCategory } from '../../../../domain/matters/appeal/propose-category.ts';
import { needlessIn } from '../../../../domain/policy/needless.ts';
import type { Problem } from '../../../kit/call.ts';
import { Field, TextArea, TextInput } from '../../../kit/field.tsx';
import { useSettled } from '../../../kit/settled.ts';
import { Card } from '../../shell/card.tsx';
import { FileUpload } from '../../shell/file-upload.tsx';
import { useStaff } from '../../shell/me.ts';
import { say as frame } from '../../shell/messages.ts';
import { PlaceSelect } from '../../territory/place-select.tsx';
import { CategorySelect } from '../category-select.tsx';
import type { IntakeDraft } from './draft.ts';
import { say } from './messages.ts';

/** What is the trouble and where; the category is proposed from the words and a person decides. */
export function What({
  draft,
  problem,
  onChange,
  onUploading,
}: {
  draft: IntakeDraft;
  problem: Problem | null;
  onChange: (part: Partial<IntakeDraft>) => void;
  onUploading: (busy: boolean) => void;
}) {
  const staff = useStaff();
  const proposals = proposeCategory(useSettled(draft.words, 400));
  const [best] = proposals;
  return (
    <Card className="form">
      <TextArea
        label={say('words')}
        value={draft.words}
        onChange={(event) => onChange({ words: event.target.value })}
        placeholder={say('wordsPlaceholder')}
        hint={needlessIn(draft.words)}
        rows={5}
        maxLength={1000}
        error={problem?.about('words')}
      />
      <Field
        label={say('category')}
        error={problem?.about('category')}
        hint={
          proposals.length > 0 && (
            <span className="proposals">
              {say('categoryProposed')}
              {proposals.map((proposal) => (
                <button
                  key={proposal.code}
                  type="button"
                  className="chip"
                  aria-pressed={draft.category === proposal.code}
                  onClick={() => onChange({ category: proposal.code })}
                >
                  {proposal.name}
                </button>
              ))}
              {best && <span>{say('categoryBecause', { words: best.because.slice(0, 3).join('、') })}</span>}
            </span>
          )
        }
      >
        {({ id }) => (
          <CategorySelect
            id={id}
            value={draft.category}
            onChange={(category) => onChange({ category })}
            label={say('category')}
            placeholder={say('categoryChoose')}
          />
        )}
      </Field>
      <div className="form-row">
        <Field label={say('place')} hint={say('placeHint')} error={problem?.about('village') ?? problem?.about('grid')}>
          {({ id }) => (
            <PlaceSelect
              id={id}
              value={draft.place}
              onChange={(place) => onChange({ place })}
              within={staff.range.slice(0, 9)}
              label={say('place')}
              placeholder={frame('choosePlace')}
            />
          )}
        </Field>
        <TextInput
          label={say('address')}
          value={draft.address}
          onChange={(event) => onChange({ address: event.target.value })}
          placeholder={say('addressPlaceholder')}
          maxLength={100}
          error={problem?.about('address')}
        />
      </div>
      <FileUpload value={draft.attachments} onChange={(attachments) => onChange({ attachments })} onBusy={onUploading} />
    </Card>
  );
}
