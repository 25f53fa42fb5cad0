import { useState } from 'react';
import { GLASS_REASONS, type GlassReason, type WhichPerson } from '../../../domain/break-glass/contract.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { Field, TextArea, TextInput } from '../../kit/field.tsx';
import { Banner, ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { useStaff } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { PlaceSelect } from '../territory/place-select.tsx';
import { say } from './messages.ts';

const WAYS = [
  { value: 'name', label: say('byName') },
  { value: 'phone', label: say('byPhone') },
  { value: 'matter', label: say('byMatter') },
] as const;
const REASONS = Object.entries(GLASS_REASONS).map(([value, label]) => ({ value: value as GlassReason, label }));

/** 申请紧急查看: one exact person, the kind of emergency, one sentence. */
export function AskForm() {
  const county = useStaff().range.slice(0, 6);
  const [by, setBy] = useState<WhichPerson['by']>('name');
  const [name, setName] = useState('');
  const [village, setVillage] = useState<string>();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState<GlassReason>();
  const [words, setWords] = useState('');
  const ask = useCommand('breakGlass.ask', { refresh: ['breakGlass.mine'] });
  const problem = ask.error instanceof Problem ? ask.error : null;
  const who = (): WhichPerson | null => {
    if (by === 'name') return name.trim() && village ? { by, name: name.trim(), village } : null;
    if (!typed.trim()) return null;
    return by === 'phone' ? { by, phone: typed.trim() } : { by, number: typed.trim() };
  };
  const meant = who();
  const found = ask.data?.found;
  return (
    <Card title={say('askTitle')} note={say('askNote')}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!meant || !reason) return;
          ask.mutate(
            { who: meant, reason, words: words.trim() },
            {
              onSuccess: (answer) => {
                if (answer.found !== 'one') return;
                setName('');
                setTyped('');
                setReason(undefined);
                setWords('');
              },
            },
          );
        }}
      >
        <ChoiceList label={say('by')} choices={WAYS} value={by} onChange={setBy} inline />
        {by === 'name' ? (
          <div className="form-row">
            <TextInput
              label={say('name')}
              value={name}
              onChange={(event) => setName(event.target.value)}
              maxLength={30}
              autoComplete="off"
              error={problem?.about('who.name')}
            />
            <Field label={say('village')} error={problem?.about('who.village')}>
              {({ id }) => (
                <PlaceSelect
                  id={id}
                  value={village}
                  onChange={setVillage}
                  within={county}
                  level="village"
                  label={say('village')}
                  placeholder={frame('searchPlace')}
                />
              )}
            </Field>
          </div>
        ) : (
          <TextInput
            label={say(by === 'phone' ? 'phone' : 'number')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            inputMode={by === 'phone' ? 'tel' : undefined}
            maxLength={40}
            autoComplete="off"
            error={problem?.about(by === 'phone' ? 'who.phone' : 'who.number')}
          />
        )}
        <ChoiceList label={say('reason')} choices={REASONS} value={reason} onChange={setReason} inline error={problem?.about('reason')} />
        <TextArea
          label={say('words')}
          hint={say('wordsHint')}
          rows={2}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          minLength={4}
          maxLength={100}
          autoComplete="off"
          error={problem?.about('words')}
        />
        <ErrorBanner error={ask.error} />
        {found === 'one' && <Banner tone="leaf" title={say('sent')} />}
        {(found === 'none' || found === 'several') && (
          <Banner tone="wheat" title={say(found)}>
            {say(found === 'none' ? 'noneWords' : 'severalWords')}
          </Banner>
        )}
        <div className="form-end">
          <Button type="submit" look="filled" icon="send" busy={ask.isPending} disabled={!meant || !reason || words.trim().length < 4}>
            {say('send')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
