import { DemoSignedIn, DemoSignIn, Nothing, Personas } from '../../../domain/accounts/contract.ts';
import { mayUseDemo } from '../../../domain/accounts/permissions.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { demand, notFound, Problem } from '../../platform/problem.ts';
import { enterAsStaff } from './sign-in.ts';
import { startSession } from './start-session.ts';
import { lockAccount, personsOf } from './store.ts';

const personas = operation({
  name: 'accounts.personas',
  summary: 'The invented people one may become with one click; none outside the demo.',
  clause: '14.4',
  kind: 'query',
  roles: ['anyone'],
  input: Nothing,
  output: Personas,
  permit: () => allow,
  run: async ({ app }) => ({
    personas: app.config.demo ? app.config.personas.map(({ key, name, title, face, note }) => ({ key, name, title, face, note })) : [],
  }),
});

const demoSignIn = operation({
  name: 'accounts.demoSignIn',
  summary: 'Signs in as a persona; refused outside the demo.',
  clause: '14.4',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  input: DemoSignIn,
  output: DemoSignedIn,
  permit: () => allow,
  run: async (context) => {
    const { tx, app, input } = context;
    demand(mayUseDemo(app.config.demo));
    const persona = app.config.personas.find(({ key }) => key === input.key);
    const account = persona ? await lockAccount(tx, persona.accountId) : undefined;
    if (!persona || !account || account.closedAt !== null) throw notFound();
    if (account.kind === 'staff') {
      const state = await enterAsStaff(context, account, { way: 'demo', secondFactor: false });
      if (state === 'passkey-needed')
        throw new Problem('sign-in-failed', { detail: '这个演示账号设了第二步，请用密码和动态码，或者用通行密钥登录。' });
    } else {
      const [first] = await personsOf(tx, account.county, account.id);
      if (!first) throw notFound();
      await startSession(context, { county: account.county, accountId: account.id, kind: 'resident', personId: first.id });
    }
    return { face: persona.face };
  },
});

export const demoOperations: Operation[] = [personas, demoSignIn];
