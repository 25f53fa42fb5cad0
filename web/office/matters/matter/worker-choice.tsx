import { ChoiceList } from '../../../kit/choice-list.tsx';
import { TextInput } from '../../../kit/field.tsx';
import { useRead } from '../../../kit/query.ts';
import { say } from './messages.ts';

/** Who of the station goes, chosen from its posts; somebody else can be written in. */
export function WorkerChoice({
  station,
  value,
  error,
  onChange,
}: {
  station: string;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}) {
  const body = useRead('bodies.view', { id: station });
  const posts = body.data?.current ?? [];
  const names = [...new Set(posts.map((post) => post.name))];
  const titleOf = (name: string) => posts.find((post) => post.name === name)?.roleTitle ?? '';
  return (
    <div className="form">
      {names.length > 0 && (
        <ChoiceList
          label={say('worker')}
          choices={names.map((name) => ({ value: name, label: name, hint: titleOf(name) }))}
          value={names.includes(value) ? value : undefined}
          onChange={onChange}
        />
      )}
      <TextInput
        label={names.length > 0 ? say('workerOther') : say('worker')}
        value={names.includes(value) ? '' : value}
        error={error}
        maxLength={30}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
