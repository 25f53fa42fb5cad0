import {
  EXTENSION_GROUNDS,
  type Ground,
  REFUSAL_GROUNDS,
  type RefusalGround,
  SUSPENSION_GROUNDS,
} from '../../../../domain/matters/appeal/refusal-grounds.ts';
import { ChoiceList } from '../../../kit/choice-list.tsx';
import { say } from './messages.ts';

const GROUNDS: Record<string, readonly (Ground | RefusalGround)[]> = {
  decline: REFUSAL_GROUNDS,
  'ask-extension': EXTENSION_GROUNDS,
  suspend: SUSPENSION_GROUNDS,
};

/** The words a ground puts into the empty box below it: its sentence and, for a refusal, the right way. */
export function groundWords(step: string, code: string): string {
  const ground = GROUNDS[step]?.find((one) => one.code === code);
  if (!ground) return '';
  return 'rightWay' in ground ? `${ground.sentence}${ground.rightWay}` : ground.sentence;
}

/** The listed grounds of a step, each with its source. */
export function GroundChoice({
  step,
  value,
  onChange,
  error,
}: {
  step: string;
  value: string | undefined;
  onChange: (code: string) => void;
  error?: string;
}) {
  const choices = (GROUNDS[step] ?? []).map((ground) => ({ value: ground.code, label: ground.name, hint: ground.source }));
  return <ChoiceList label={say('ground')} choices={choices} value={value} onChange={onChange} error={error} />;
}
