import type { Actor } from '../../../domain/accounts/actor.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { maySetCalendarDay, maySetParameter } from '../../../domain/policy/administration.ts';
import {
  CalendarYear,
  ListParameters,
  type Parameter,
  Parameters,
  ReadCalendar,
  SetCalendarDay,
  SetDone,
  SetParameter,
} from '../../../domain/policy/contract.ts';
import { hoursOn, hoursStarts } from '../../../domain/policy/hours.ts';
import type { ParameterDefinition } from '../../../domain/policy/parameter.ts';
import { PARAMETERS, type ParameterKey, type ParameterValue } from '../../../domain/policy/parameters.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { factsChanged } from '../changes/index.ts';
import { loadPolicy, policyChanged } from './load-policy.ts';
import { missingYears } from './policy.ts';
import { addValue, changesOf, daysOf, isPlace, lockParameters, readPolicy, type SetValue, setDay, valuesFor } from './store.ts';

const placeOf = (actor: Actor): string => (actor.kind === 'staff' ? actor.range : '');
const whoSets = (actor: Actor): string => (actor.kind === 'staff' ? `${actor.name}（${actor.body.name}）` : '系统');

export const readParameters = operation({
  name: 'policy.parameters',
  summary: 'The dated numbers that hold in the own place, with source and history.',
  clause: '14.2',
  kind: 'query',
  roles: STAFF_ROLES,
  input: ListParameters,
  output: Parameters,
  permit: () => allow,
  async run({ tx, actor, now }) {
    const today = dateOfDay(dayOf(now));
    const rows = await valuesFor(tx, placeOf(actor));
    const keys = Object.keys(PARAMETERS) as ParameterKey[];
    return {
      items: keys.map((key) =>
        parameterNow(
          key,
          rows.filter((row) => row.key === key),
          today,
        ),
      ),
    };
  },
});

/** `rows` are those that hold in one place, newest first, so the first that has begun in the nearest place is the one in force. */
function parameterNow(key: ParameterKey, rows: (SetValue & { territoryName: string })[], today: string): Parameter {
  const definition: ParameterDefinition = PARAMETERS[key];
  const begun = rows.filter((row) => row.validFrom <= today);
  const nearest = Math.max(0, ...begun.map((row) => row.territory.length));
  const holding = begun.find((row) => row.territory.length === nearest);
  return {
    key,
    title: definition.title,
    unit: definition.unit,
    clause: definition.clause ?? null,
    value: holding?.value ?? definition.initial,
    initial: definition.initial,
    min: definition.min,
    max: definition.max,
    choices: [...(definition.choices ?? [])],
    source: holding?.source ?? definition.source,
    validFrom: holding?.validFrom ?? null,
    history: rows.map((row) => ({
      territory: row.territory,
      territoryName: row.territoryName,
      value: row.value,
      validFrom: row.validFrom,
      source: row.source,
      setBy: row.setBy,
      setAt: row.setAt.toISOString(),
      state: row === holding ? ('now' as const) : row.validFrom > today ? ('coming' as const) : ('past' as const),
    })),
  };
}

export const setParameter = operation({
  name: 'policy.setParameter',
  summary: 'Sets a number in a place from a date on; what was decided before keeps the old one.',
  clause: '14.2',
  kind: 'command',
  roles: ['administrator'],
  input: SetParameter,
  output: SetDone,
  async load({ tx, input }): Promise<ParameterValue[]> {
    await lockParameters(tx);
    if (!(await isPlace(tx, input.territory))) throw invalid('territory', '没有这个地区');
    return (await readPolicy(tx)).parameters;
  },
  permit: ({ actor, input, subject, now }) => maySetParameter(actor, input, subject, now),
  async run({ tx, app, actor, input, now, audit }) {
    await addValue(tx, { ...input, id: newId(now.getTime()), setBy: whoSets(actor), setAt: now });
    audit({
      kind: 'change',
      county: input.territory.slice(0, 6).padEnd(6, '0'),
      territory: input.territory,
      detail: { parameter: input.key, value: input.value, validFrom: input.validFrom },
    });
    policyChanged(app);
    if (input.key === 'board.on-time') factsChanged(tx, now, 'matters', [input.territory]);
    return { ok: true as const };
  },
});

export const readCalendar = operation({
  name: 'policy.calendar',
  summary: 'The days of a year that do not follow the week, the working hours, and what is missing.',
  clause: '14.2',
  kind: 'query',
  roles: STAFF_ROLES,
  input: ReadCalendar,
  output: CalendarYear,
  permit: () => allow,
  async run({ tx, app, actor, input }) {
    const place = placeOf(actor);
    const policy = await loadPolicy(app, tx);
    const hours = hoursStarts(policy.parameters, place).map((validFrom) => ({
      validFrom,
      periods: hoursOn(policy.parameters, place, validFrom).periods,
    }));
    return {
      days: await daysOf(tx, input.year, place),
      warning: policy.calendarFor(place).knows(input.year) ? null : missingYears([input.year]),
      hours,
      changes: (await changesOf(tx, input.year, place)).map(({ date, scope, kind, name, source, setBy, setAt }) => ({
        date,
        scope,
        kind,
        name,
        source,
        setBy,
        setAt: setAt.toISOString(),
      })),
    };
  },
});

export const setCalendarDay = operation({
  name: 'policy.setCalendarDay',
  summary: 'Puts a day off or a working day of a place into the calendar, or takes it out.',
  clause: '14.2',
  kind: 'command',
  roles: ['administrator'],
  input: SetCalendarDay,
  output: SetDone,
  async load({ tx, input }) {
    if (!(await isPlace(tx, input.scope))) throw invalid('scope', '没有这个地区');
  },
  permit: ({ actor, input, now }) => maySetCalendarDay(actor, input, now),
  async run({ tx, app, actor, input, now, audit }) {
    const written = await setDay(tx, { ...input, id: newId(now.getTime()), setBy: whoSets(actor), setAt: now });
    if (!written) throw notFound();
    audit({
      kind: 'change',
      county: input.scope.slice(0, 6).padEnd(6, '0'),
      territory: input.scope,
      detail: { date: input.date, kind: input.kind, name: input.name },
    });
    policyChanged(app);
    return { ok: true as const };
  },
});
