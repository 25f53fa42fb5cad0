import { STAFF_ROLES } from '../../../../domain/accounts/roles.ts';
import { holds, isAbout } from '../relations.ts';
import { ADMINISTRATOR, always, answeredIf, type Rule, STATION, shownIf } from './rule.ts';

/** Ways to sign in, and accounts. */
export const ACCOUNTS: readonly Rule[] = [
  {
    says: 'whoever signs in is nobody yet: the password, code, link or secret decides, not a role',
    roles: 'anyone',
    operations: [
      'accounts.sendCode',
      'accounts.signInWithCode',
      'accounts.signInAgreed',
      'accounts.register',
      'accounts.signIn',
      'accounts.passkeySignInOptions',
      'accounts.signInWithPasskey',
      'accounts.residentPasskeyOptions',
      'accounts.signInAsResident',
      'accounts.beginProvider',
      'accounts.finishProvider',
      'accounts.giveProviderCode',
      'accounts.readResetLink',
      'accounts.useResetLink',
      'accounts.demoSignIn',
      'field.orders',
      'field.wiped',
    ],
    expect: always('reached'),
  },
  {
    says: 'one keeps one’s own account',
    roles: STAFF_ROLES,
    operations: ['accounts.changePassword'],
    expect: always('reached'),
  },
  {
    says: 'one keeps one’s own passkeys',
    roles: [...STAFF_ROLES, 'resident'],
    operations: ['accounts.passkeyOptions', 'accounts.addPasskey', 'accounts.passkeys', 'accounts.removePasskey'],
    expect: always('reached'),
  },
  {
    says: 'a second factor is begun once',
    roles: STAFF_ROLES,
    operations: ['accounts.startTotp'],
    expect: (caller) => answeredIf(caller.key !== 'otherSupervisor', 'refused'),
  },
  {
    says: 'what was not begun is neither confirmed nor removed',
    roles: STAFF_ROLES,
    operations: ['accounts.confirmTotp', 'accounts.removeTotp'],
    expect: (caller) => (caller.key === 'otherSupervisor' ? 'reached' : 'refused'),
  },
  {
    says: 'one’s own sign-ins are shown, nobody else’s',
    roles: [...STAFF_ROLES, 'resident'],
    operations: ['accounts.sessions'],
    expect: (caller, subject) => shownIf(isAbout(caller, subject)),
  },
  {
    says: 'one ends one’s own sign-ins',
    roles: [...STAFF_ROLES, 'resident'],
    operations: ['accounts.endSession'],
    expect: (caller, subject) => answeredIf(isAbout(caller, subject), 'turned away'),
  },
  {
    says: 'and all the others of the own account',
    roles: [...STAFF_ROLES, 'resident'],
    operations: ['accounts.endOtherSessions'],
    expect: always('answered'),
  },
  {
    says: 'one wears one’s own post',
    roles: STAFF_ROLES,
    operations: ['accounts.wear'],
    expect: (caller, subject) => answeredIf(isAbout(caller, subject), 'turned away'),
  },
  {
    says: 'one speaks for one’s own family',
    roles: ['resident'],
    operations: ['accounts.choosePerson'],
    expect: (caller, subject) => answeredIf(isAbout(caller, subject), 'turned away'),
  },
  {
    says: 'an administrator lists the accounts of the own range',
    roles: ADMINISTRATOR,
    operations: ['accounts.list'],
    expect: (caller, subject) => shownIf(holds(caller, subject.place)),
  },
  {
    says: 'an administrator makes, closes, signs out, unlocks accounts and resets passwords in the own range; not the own, not the closed',
    roles: ADMINISTRATOR,
    operations: ['accounts.create', 'accounts.close', 'accounts.endSessions', 'accounts.unlock', 'accounts.resetLink'],
    expect: (caller, subject) => (holds(caller, subject.place) ? answeredIf(subject.twist !== 'own rules', 'refused') : 'unknown'),
  },
  {
    says: 'and looks by which name an identity provider knows somebody of the own range; none is connected here, so none is linked',
    roles: ADMINISTRATOR,
    operations: ['accounts.subject', 'accounts.linkSubject', 'accounts.unlinkSubject'],
    expect: (caller, subject) => (holds(caller, subject.place) ? 'reached' : 'unknown'),
  },
  {
    says: 'a station or window opens an account for someone of its own place',
    roles: [...STATION, 'window-clerk'],
    operations: ['accounts.openForResident'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'unknown'),
  },
];
