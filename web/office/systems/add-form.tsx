import { useState } from 'react';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../../domain/webhooks/contract.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { Field, TextInput } from '../../kit/field.tsx';
import { useCommand } from '../../kit/query.ts';
import { useStaff } from '../shell/me.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { PlaceSelect } from '../territory/place-select.tsx';
import { eventTitle, say } from './messages.ts';

function Place({ value, onChange }: { value: string | undefined; onChange: (code: string | undefined) => void }) {
  const { range } = useStaff();
  return (
    <Field label={say('place')}>
      {({ id }) => (
        <PlaceSelect id={id} value={value} onChange={onChange} within={range} label={say('place')} placeholder={say('placePick')} />
      )}
    </Field>
  );
}

/** Registers a webhook; hands out its secret. */
export function AddHookForm({ onMade }: { onMade: (secret: string) => void }) {
  const { range } = useStaff();
  const add = useCommand('webhooks.add', { refresh: ['webhooks.list'] });
  const [url, setUrl] = useState('https://');
  const [territory, setTerritory] = useState<string>();
  const [events, setEvents] = useState<WebhookEvent[]>([...WEBHOOK_EVENTS]);
  const problem = add.error instanceof Problem ? add.error : null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ url: url.trim(), territory: territory ?? range, events }, { onSuccess: ({ secret }) => onMade(secret) });
      }}
    >
      <TextInput
        label={say('url')}
        hint={say('urlHint')}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        error={problem?.about('url')}
        inputMode="url"
        autoComplete="off"
        maxLength={500}
        required
      />
      <Place value={territory} onChange={setTerritory} />
      <fieldset className="choices">
        <legend className="field-label">{say('events')}</legend>
        <div className="choices-rows">
          {WEBHOOK_EVENTS.map((one) => (
            <label key={one} className="choice">
              <input
                type="checkbox"
                checked={events.includes(one)}
                onChange={({ target }) =>
                  setEvents(WEBHOOK_EVENTS.filter((event) => (event === one ? target.checked : events.includes(event))))
                }
              />
              <span>{eventTitle(one)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <RefusalBanner error={add.error} />
      <div className="form-end">
        <Button type="submit" look="filled" busy={add.isPending} disabled={!events.length || url.trim().length < 10}>
          {say('save')}
        </Button>
      </div>
    </form>
  );
}

/** Gives another system a key to file with. */
export function AddKeyForm({ onMade }: { onMade: (key: string) => void }) {
  const { range } = useStaff();
  const add = useCommand('clients.add', { refresh: ['clients.list'] });
  const [name, setName] = useState('');
  const [territory, setTerritory] = useState<string>();
  const problem = add.error instanceof Problem ? add.error : null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ name: name.trim(), territory: territory ?? range }, { onSuccess: ({ key }) => onMade(key) });
      }}
    >
      <TextInput
        label={say('keyName')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={problem?.about('name')}
        autoComplete="off"
        maxLength={60}
        required
      />
      <Place value={territory} onChange={setTerritory} />
      <RefusalBanner error={add.error} />
      <div className="form-end">
        <Button type="submit" look="filled" busy={add.isPending} disabled={name.trim().length < 2}>
          {say('addKey')}
        </Button>
      </div>
    </form>
  );
}
