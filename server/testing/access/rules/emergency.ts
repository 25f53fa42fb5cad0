import { holds, isAbout } from '../relations.ts';
import { answeredIf, HANDLERS, OFFICES, type Rule, shownIf } from './rule.ts';

/** 紧急查看: an entry opened in an emergency. */
export const EMERGENCY: readonly Rule[] = [
  {
    says: 'in an emergency one asks about a person outside the own range (of another county nobody is found), never about one the register shows anyway',
    roles: HANDLERS,
    operations: ['breakGlass.ask'],
    expect: (caller, subject) => answeredIf(!(holds(caller, subject.place) && !OFFICES.includes(caller.role)), 'refused'),
  },
  {
    says: 'what became of it is shown to whoever asked',
    roles: HANDLERS,
    operations: ['breakGlass.mine'],
    expect: (caller, subject) => shownIf(isAbout(caller, subject)),
  },
  {
    says: 'and the entry, while it is open',
    roles: HANDLERS,
    operations: ['breakGlass.view'],
    expect: (caller, subject) => answeredIf(isAbout(caller, subject), 'unknown'),
  },
  {
    says: 'the second person is over the place, and not below whoever asked',
    roles: ['dispatcher', 'supervisor'],
    operations: ['breakGlass.agree'],
    expect: (caller, subject) => {
      if (!holds(caller, subject.place)) return 'unknown';
      const level = (key: string) => (key === 'waterOfficer' ? 6 : 12);
      return answeredIf(caller.range.length <= level(subject.persons?.[0] ?? ''), 'refused');
    },
  },
  {
    says: 'to decline, it is enough to be over the place',
    roles: ['dispatcher', 'supervisor'],
    operations: ['breakGlass.decline'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'unknown'),
  },
  {
    says: 'they find what waits in their range',
    roles: ['dispatcher', 'supervisor'],
    operations: ['breakGlass.waiting'],
    expect: (caller, subject) => shownIf(holds(caller, subject.place)),
  },
  {
    says: 'it is ended by whoever asked, whoever agreed (the dispatcher here), and oversight',
    roles: [...HANDLERS, 'supervisor'],
    operations: ['breakGlass.shut'],
    expect: (caller, subject) =>
      answeredIf(
        isAbout(caller, subject) || (['dispatcher', 'supervisor'].includes(caller.role) && holds(caller, subject.place)),
        'unknown',
      ),
  },
  {
    says: 'every request of the range is shown to oversight',
    roles: ['supervisor'],
    operations: ['breakGlass.openings'],
    expect: (caller, subject) => shownIf(holds(caller, subject.place)),
  },
  {
    says: 'and reviewed by it, once it is over',
    roles: ['supervisor'],
    operations: ['breakGlass.review'],
    expect: (caller, subject) => (holds(caller, subject.place) ? answeredIf(!subject.what.endsWith('open'), 'refused') : 'unknown'),
  },
];
