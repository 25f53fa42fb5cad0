import { useState } from 'react';
import { maySignIn, ROLE_TITLES, STAFF_ROLES, type StaffRole } from '../../../domain/accounts/roles.ts';
import { BODIES_OF_ROLE } from '../../../domain/bodies/rules.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { Field, TextInput } from '../../kit/field.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { BodySelect } from '../bodies/body-select.tsx';
import { useStaff } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { PlaceSelect } from '../territory/place-select.tsx';
import { say } from './messages.ts';

// Who holds these is judged by what the register says of them (2.3, 4.2), so they are appointed first.
const FROM_REGISTER: readonly StaffRole[] = ['station-head', 'grid-worker'];

/** A working account for someone who holds a post already, or together with a new post; hands out the one-time link. */
export function CreateAccountForm({ onCreated }: { onCreated: (link: string) => void }) {
  const staff = useStaff();
  const create = useCommand('accounts.create', { refresh: ['accounts.list'] });
  const [how, setHow] = useState<'existing' | 'new'>('existing');
  const [name, setName] = useState('');
  const [username, setUsername] = useState('');
  const [bodyId, setBodyId] = useState<string>();
  const [appointmentId, setAppointmentId] = useState('');
  const [role, setRole] = useState<StaffRole | ''>('');
  const [territory, setTerritory] = useState<string>();
  const body = useRead('bodies.view', { id: bodyId ?? '' }, { enabled: Boolean(bodyId) });
  const posts = (body.data?.current ?? []).filter((post) => maySignIn(post.role));
  const kind = body.data?.kind;
  const roles = STAFF_ROLES.filter((one) => kind && BODIES_OF_ROLE[one].includes(kind) && !FROM_REGISTER.includes(one));
  const problem = create.error instanceof Problem ? create.error : null;
  const ready = name.trim() && username.trim() && bodyId && (how === 'existing' ? appointmentId : role);
  const submit = () => {
    if (!bodyId) return;
    const post =
      how === 'existing'
        ? { appointmentId }
        : { post: { bodyId, role: role as StaffRole, territory: territory ?? body.data?.territory ?? '' } };
    create.mutate({ username: username.trim(), name: name.trim(), ...post }, { onSuccess: ({ link }) => onCreated(link) });
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ChoiceList
        inline
        label={say('createHow')}
        choices={[
          { value: 'existing', label: say('createExisting') },
          { value: 'new', label: say('createNew') },
        ]}
        value={how}
        onChange={setHow}
      />
      <Field label={say('createBody')}>
        {({ id }) => (
          <BodySelect
            id={id}
            value={bodyId}
            onChange={(chosen) => {
              setBodyId(chosen);
              setAppointmentId('');
              setRole('');
            }}
            territory={staff.range}
            label={say('createBody')}
            placeholder={frame('searchBody')}
          />
        )}
      </Field>
      {how === 'existing' ? (
        <Field label={say('createAppointment')} error={problem?.about('appointmentId')}>
          {(tied) => (
            <select
              {...tied}
              className="control"
              value={appointmentId}
              disabled={!bodyId}
              onChange={(event) => {
                setAppointmentId(event.target.value);
                setName(posts.find((post) => post.appointmentId === event.target.value)?.name ?? name);
              }}
            >
              <option value="">{say('choose')}</option>
              {posts.map((post) => (
                <option key={post.appointmentId} value={post.appointmentId}>
                  {post.name} · {post.roleTitle}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : (
        <>
          <Field label={say('createRole')} hint={say('createRoleHint')} error={problem?.about('post.role')}>
            {(tied) => (
              <select {...tied} className="control" value={role} onChange={(event) => setRole(event.target.value as StaffRole)}>
                <option value="">{say('choose')}</option>
                {roles.map((one) => (
                  <option key={one} value={one}>
                    {ROLE_TITLES[one]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={say('createTerritory')} hint={say('createTerritoryHint')} error={problem?.about('post.territory')}>
            {({ id }) => (
              <PlaceSelect
                id={id}
                value={territory}
                onChange={setTerritory}
                within={body.data?.territory ?? staff.range}
                label={say('createTerritory')}
                placeholder={frame('choosePlace')}
              />
            )}
          </Field>
        </>
      )}
      <TextInput
        label={say('createName')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={30}
        required
        error={problem?.about('name')}
        autoComplete="off"
      />
      <TextInput
        label={say('createUsername')}
        value={username}
        onChange={(event) => setUsername(event.target.value.toLowerCase())}
        maxLength={32}
        required
        hint={say('createUsernameHint')}
        error={problem?.about('username')}
        autoComplete="off"
      />
      <RefusalBanner error={create.error} />
      <div className="form-end">
        <Button type="submit" look="filled" busy={create.isPending} disabled={!ready}>
          {say('createDo')}
        </Button>
      </div>
    </form>
  );
}
