import { Nothing, PasskeyOptions, SignedInAsResident, SignInAsResident } from '../../../domain/accounts/contract.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { isId } from '../../platform/ids.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { Problem } from '../../platform/problem.ts';
import { askForPasskey, type PasskeyResponse, provesPasskey, takeChallenge } from './passkey-proof.ts';
import { startSession } from './start-session.ts';
import { keepDespiteRefusal, lockAccount, personsOf } from './store.ts';

/** Nobody has said yet who they are: one subject for all residents. */
const RESIDENTS = 'sign-in-resident:';

/** The account a passkey was made for, as the device keeps it beside the key; null for what no device of ours wrote. */
function accountIn({ response }: PasskeyResponse): string | null {
  const hex = Buffer.from(String(response.userHandle ?? ''), 'base64url').toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isId(id) ? id : null;
}

const options = operation({
  name: 'accounts.residentPasskeyOptions',
  summary: 'What the browser needs to sign a resident in with a passkey; the same for everybody.',
  clause: '9.2',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 30,
  input: Nothing,
  output: PasskeyOptions,
  permit: () => allow,
  run: async (context) => ({ options: await askForPasskey(context, RESIDENTS) }),
});

const signIn = operation({
  name: 'accounts.signInAsResident',
  summary: 'Signs a resident in with a passkey, without a code by short message.',
  clause: '9.2',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 30,
  input: SignInAsResident,
  output: SignedInAsResident,
  permit: () => allow,
  run: async (context) => {
    const { tx, input, now, audit } = context;
    const challenge = await takeChallenge(tx, RESIDENTS, input.response, now);
    const id = accountIn(input.response);
    const found = id === null ? undefined : await lockAccount(tx, id);
    const account = found?.kind === 'resident' ? found : undefined;
    const persons =
      account && (await provesPasskey(context, account, challenge, input.response)) ? await personsOf(tx, account.county, account.id) : [];
    if (!account || !persons[0]) {
      // The challenge stays used up.
      await keepDespiteRefusal(tx);
      throw new Problem('sign-in-failed', { detail: '通行密钥没有通过，请再试一次，或用手机验证码登录。' });
    }
    const { id: personId, territory } = persons[0];
    await startSession(context, { county: account.county, accountId: account.id, kind: 'resident', personId });
    audit({
      kind: 'change',
      county: account.county,
      territory,
      personId,
      purpose: '登录',
      detail: { way: 'passkey', accountId: account.id },
    });
    return { persons: persons.map(({ id: person, name }) => ({ id: person, name })) };
  },
});

export const residentPasskeyOperations: Operation[] = [options, signIn];
