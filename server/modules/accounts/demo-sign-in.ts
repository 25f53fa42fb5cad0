import { DemoSignedIn, DemoSignIn, Nothing, Personas } from '../../../domain/accounts/contract.ts';
import { mayUseDemo } from '../../../domain/accounts/permissions.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { demand, notFound } from '../../platform/problem.ts';
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
      await enterAsStaff(context, account, 'demo');
    } else {
      const [first] = await personsOf(tx, account.county, account.id);
      if (!first) throw notFound();
      await startSession(context, { county: account.county, accountId: account.id, kind: 'resident', personId: first.id });
    }
    return { face: persona.face };
  },
});

export const demoOperations: Operation[] = [personas, demoSignIn];
