import { App } from 'antd';
import { useState } from 'react';
import { APPOINTMENT_ROLES, type AppointmentRole, ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import type { BodyView } from '../../../domain/bodies/contract.ts';
import { BODIES_OF_ROLE } from '../../../domain/bodies/rules.ts';
import { supervises } from '../../../domain/bodies/supervision.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { Field, TextInput } from '../../kit/field.tsx';
import { useCommand } from '../../kit/query.ts';
import { useStaff, useToday } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { PlaceSelect } from '../territory/place-select.tsx';
import { type Candidate, CandidatePicker } from './candidate-picker.tsx';
import { say } from './messages.ts';
import { type Woman, WomanChoice, womanOf } from './woman-choice.tsx';

const STATION_HEAD_FILLS: readonly AppointmentRole[] = ['grid-worker', 'station-worker'];

/** What is chosen already when one comes to fill a certain post. */
export interface AppointStart {
  role?: AppointmentRole;
  territory?: string;
}

/** Gives someone a post; a rule that refuses (2.3, 4.2) says so with its clause and nothing typed is lost. */
export function AppointForm({ body, start = {}, onDone }: { body: BodyView; start?: AppointStart; onDone: () => void }) {
  const { message } = App.useApp();
  const staff = useStaff();
  const today = useToday();
  const roles = APPOINTMENT_ROLES.filter(
    (role) => BODIES_OF_ROLE[role].includes(body.kind) && (staff.role !== 'station-head' || STATION_HEAD_FILLS.includes(role)),
  );
  const [role, setRole] = useState<AppointmentRole | ''>(roles.find((one) => one === start.role || roles.length === 1) ?? '');
  const [person, setPerson] = useState<Candidate | null>(null);
  const [territory, setTerritory] = useState(start.territory);
  const [phone, setPhone] = useState('');
  const [validFrom, setValidFrom] = useState(today);
  const [validUntil, setValidUntil] = useState('');
  const [allowance, setAllowance] = useState('');
  const [woman, setWoman] = useState<Woman>('unknown');
  const appoint = useCommand('bodies.appoint', { refresh: ['bodies.view', 'territory.place'] });
  const problem = appoint.error instanceof Problem ? appoint.error : null;
  const submit = () => {
    if (!person || !role) return;
    const input = {
      bodyId: body.id,
      personId: person.personId,
      role,
      ...(territory && { territory }),
      phone: phone.trim(),
      validFrom,
      validUntil: validUntil || null,
      allowance: allowance.trim(),
      woman: supervises(role) ? womanOf(woman) : null,
    };
    appoint.mutate(input, {
      onSuccess: () => {
        void message.success(say('appointed'));
        onDone();
      },
    });
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={say('role')} error={problem?.about('role')}>
        {(tied) => (
          <select
            {...tied}
            className="control"
            value={role}
            onChange={(event) => setRole(roles.find((one) => one === event.target.value) ?? '')}
          >
            <option value="">{say('choose')}</option>
            {roles.map((one) => (
              <option key={one} value={one}>
                {ROLE_TITLES[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <CandidatePicker bodyId={body.id} value={person} onChange={setPerson} error={problem?.about('personId')} />
      {role === 'grid-worker' && (
        <Field label={say('grid')} hint={say('gridHint')} error={problem?.about('territory')}>
          {({ id }) => (
            <PlaceSelect
              id={id}
              value={territory}
              onChange={setTerritory}
              within={body.territory}
              label={say('grid')}
              placeholder={frame('choosePlace')}
            />
          )}
        </Field>
      )}
      <TextInput
        label={say('workPhone')}
        hint={say('workPhoneHint')}
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
        inputMode="tel"
        maxLength={20}
        autoComplete="off"
        error={problem?.about('phone')}
      />
      <div className="form-row">
        <TextInput
          label={say('validFrom')}
          type="date"
          value={validFrom}
          onChange={(event) => setValidFrom(event.target.value)}
          required
          error={problem?.about('validFrom')}
        />
        <TextInput
          label={say('validUntil')}
          type="date"
          value={validUntil}
          min={validFrom}
          onChange={(event) => setValidUntil(event.target.value)}
          aside={say('optional')}
          error={problem?.about('validUntil')}
        />
      </div>
      {role === 'grid-worker' && (
        <TextInput
          label={say('allowance')}
          hint={say('allowanceHint')}
          value={allowance}
          onChange={(event) => setAllowance(event.target.value)}
          maxLength={200}
          error={problem?.about('allowance')}
        />
      )}
      {role && supervises(role) && <WomanChoice value={woman} onChange={setWoman} error={problem?.about('woman')} />}
      <RefusalBanner error={appoint.error} />
      <div className="form-end">
        <Button type="submit" look="filled" icon="check" busy={appoint.isPending} disabled={!person || !role}>
          {say('appointDo')}
        </Button>
      </div>
    </form>
  );
}
