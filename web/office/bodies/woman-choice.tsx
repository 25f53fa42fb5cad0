import { ChoiceList } from '../../kit/choice-list.tsx';
import { say } from './messages.ts';

export type Woman = 'yes' | 'no' | 'unknown';

export const readWoman = (woman: boolean | null): Woman => (woman === null ? 'unknown' : woman ? 'yes' : 'no');
export const womanOf = (woman: Woman): boolean | null => (woman === 'unknown' ? null : woman === 'yes');

/** Whether a member of a supervision committee is a woman, asked of nobody else (5.3). */
export function WomanChoice({ value, onChange, error }: { value: Woman; onChange: (value: Woman) => void; error: string | undefined }) {
  return (
    <ChoiceList
      label={say('woman')}
      inline
      value={value}
      onChange={onChange}
      error={error}
      choices={[
        { value: 'yes', label: say('womanYes') },
        { value: 'no', label: say('womanNo') },
        { value: 'unknown', label: say('womanUnknown'), hint: say('womanHint') },
      ]}
    />
  );
}
