import {
  Code,
  CodeSent,
  Register,
  Registered,
  SendCode,
  SignedInAgreed,
  SignedInWithCode,
  SignInAgreed,
  SignInWithCode,
} from '../../../domain/accounts/contract.ts';
import { CODE, REGISTER_LIFETIME } from '../../../domain/accounts/limits.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type Exchange, type Operation, operation } from '../../platform/operation.ts';
import { pinyinOfPerson } from '../../platform/pinyin.ts';
import { invalid, Problem } from '../../platform/problem.ts';
import { residentsChanged } from '../changes/index.ts';
import { giveConsents } from '../consents/index.ts';
import { tell, templates } from '../messages/index.ts';
import { addCode, codesAskedFor, countTry, lockCodeOf, lockSecret, lockSubject, NO_COUNTY, spendCode } from './code-store.ts';
import { addressHash, codeHash, newSixDigits, newToken, ticketHash } from './one-time.ts';
import { addPerson, placeNames } from './people-store.ts';
import { leaveSession, startSession } from './start-session.ts';
import { addAccounts, keepDespiteRefusal, linkPersons, lockByPhone, onFileWith, personsOf, personsWithPhone } from './store.ts';

const REGION = '64';

/** Refuses when too many codes were asked for; the same for phones on file and not. */
async function demandPatience(tx: Tx, phone: string, address: string, now: Date): Promise<void> {
  const asked = {
    phone: await codesAskedFor(tx, { phone }, longest(CODE.perPhone, now)),
    address: await codesAskedFor(tx, { addressHash: address }, longest(CODE.perAddress, now)),
  };
  const last = asked.phone[0];
  const wait = last ? CODE.resendSeconds - Math.floor((now.getTime() - last.getTime()) / 1000) : 0;
  if (wait > 0) throw new Problem('too-many-requests', { detail: `验证码刚刚发过，请 ${wait} 秒后再试。`, retryAfter: wait });
  const over = (times: Date[], limits: readonly { within: number; most: number }[]) =>
    limits.find(({ within, most }) => times.filter((time) => now.getTime() - time.getTime() < within).length >= most);
  const limit = over(asked.phone, CODE.perPhone) ?? over(asked.address, CODE.perAddress);
  if (limit)
    throw new Problem('too-many-requests', {
      detail: '要验证码的次数太多了，请过一阵再试，或到村（社区）服务站办理。',
      retryAfter: Math.ceil(limit.within / 1000),
    });
}

const longest = (limits: readonly { within: number }[], now: Date): Date =>
  new Date(now.getTime() - Math.max(...limits.map(({ within }) => within)));

const sendCode = operation({
  name: 'accounts.sendCode',
  summary: 'Sends a one-time code of six digits to a phone; says nothing about whether the phone is known.',
  clause: '9.2',
  kind: 'command',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 20,
  input: SendCode,
  output: CodeSent,
  permit: () => allow,
  run: async ({ tx, app, input, now, exchange }) => {
    const address = addressHash(exchange.address);
    await lockSubject(tx, input.phone);
    await demandPatience(tx, input.phone, address, now);
    const code = newSixDigits();
    const id = newId(now.getTime());
    await addCode(tx, {
      id,
      purpose: 'phone',
      subject: input.phone,
      secretHash: codeHash(id, input.phone, code),
      addressHash: address,
      ticketHash: ticketHash(input.ticket),
      createdAt: now,
      expiresAt: new Date(now.getTime() + CODE.lifetime),
    });
    const place = (await personsWithPhone(tx, input.phone))[0]?.territory ?? REGION;
    await tell(tx, app, now, {
      county: countyOf(place),
      territory: place,
      phone: input.phone,
      kind: 'code',
      ...templates.code({ code, minutes: CODE.lifetime / 60_000 }),
    });
    return { waitSeconds: CODE.resendSeconds, demoCode: app.config.demo ? code : null };
  },
});

/** Opens a resident account that speaks for people of its county, who agreed to it on their phone. */
export async function openAccount(
  tx: Tx,
  { county, territory, phone, name }: { county: string; territory: string; phone: string; name: string },
  persons: readonly { id: string }[],
  now: Date,
): Promise<{ county: string; id: string; closedAt: null }> {
  const id = newId(now.getTime());
  await addAccounts(tx, [
    { county, id, kind: 'resident', username: null, phone, displayName: name, passwordHash: null, territory, createdAt: now },
  ]);
  await giveConsents(
    tx,
    persons.map((person, at) => ({
      ...{ county, personId: person.id, accountId: id, territory, how: 'portal', to: '' },
      purpose: at === 0 ? 'account' : 'family',
    })),
    now,
  );
  await linkPersons(
    tx,
    persons.map((person) => ({ county, accountId: id, personId: person.id, since: now })),
  );
  return { county, id, closedAt: null };
}

/**
 * A code is right when this very browser asked for it, and it is in time, not used, and not guessed at too often. Whoever did not ask has no code
 * to guess at, so that nobody can use up the tries of another.
 */
async function demandCode(context: { tx: Tx; now: Date }, phone: string, ticket: string, given: string): Promise<boolean> {
  const { tx, now } = context;
  const code = await lockCodeOf(tx, phone, ticketHash(ticket));
  if (!code || code.used_at !== null || code.expires_at <= now || code.attempts >= CODE.tries) return false;
  if (code.secret_hash !== codeHash(code.id, phone, given)) {
    await countTry(tx, code.id);
    return false;
  }
  await spendCode(tx, code.id, now);
  return true;
}

const signInWithCode = operation({
  name: 'accounts.signInWithCode',
  summary: 'Signs a resident in with the code sent to their phone.',
  clause: '9.2',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 30,
  input: SignInWithCode,
  output: SignedInWithCode,
  permit: () => allow,
  run: async (context) => {
    const { tx, input, now, exchange, audit } = context;
    if (!(await demandCode(context, input.phone, input.ticket, Code.parse(input.code)))) {
      await keepDespiteRefusal(tx);
      throw new Problem('sign-in-failed', { detail: '验证码不对、过期了，或者不是在这里要的。请再看一下短信，或者再发一次。' });
    }
    const account = await lockByPhone(tx, input.phone);
    if (account?.closedAt) throw new Problem('sign-in-failed', { detail: '这个手机号的账号已停用，请联系村（社区）服务站。' });
    const persons = account ? await personsOf(tx, account.county, account.id) : [];
    if (account && persons[0]) {
      const { id: personId, territory } = persons[0];
      await startSession(context, { county: account.county, accountId: account.id, kind: 'resident', personId });
      audit({
        kind: 'change',
        county: account.county,
        territory,
        personId,
        purpose: '登录',
        detail: { way: 'code', accountId: account.id },
      });
      return { persons: persons.map(({ id, name }) => ({ id, name })), onFile: [] };
    }
    await leaveSession(context);
    const { token, tokenHash } = newToken();
    const expiresAt = new Date(now.getTime() + REGISTER_LIFETIME);
    await addCode(tx, {
      id: newId(now.getTime()),
      purpose: 'register',
      subject: input.phone,
      secretHash: tokenHash,
      addressHash: null,
      createdAt: now,
      expiresAt,
    });
    exchange.setSession(token, expiresAt);
    return { persons: [], onFile: (await onFileWith(tx, input.phone)).map(({ name }) => name) };
  },
});

/** The phone that proved itself with a code in this browser and has no account yet; its proof is used up. */
async function provenPhone({ tx, now, exchange }: { tx: Tx; now: Date; exchange: Exchange }): Promise<string> {
  const proof = exchange.session?.county === NO_COUNTY ? await lockSecret(tx, 'register', exchange.session.tokenHash, now) : undefined;
  if (!proof) throw new Problem('sign-in-needed', { detail: '请先用手机验证码登录。' });
  // Another of the family may have opened it while this one was reading.
  if (await lockByPhone(tx, proof.subject)) throw new Problem('changed', { detail: '这个手机号刚刚登记过，请重新登录。' });
  return proof.subject;
}

const signInAgreed = operation({
  name: 'accounts.signInAgreed',
  summary: 'Opens the account of a phone the station has on file, after its code, once its owner read what it means and agreed.',
  clause: '9.2',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 10,
  input: SignInAgreed,
  output: SignedInAgreed,
  permit: () => allow,
  run: async (context) => {
    const { tx, now, audit } = context;
    const phone = await provenPhone(context);
    const persons = await onFileWith(tx, phone);
    const first = persons[0];
    if (!first) throw new Problem('changed', { detail: '服务站刚改过登记，请重新登录。' });
    const { county, territory } = first;
    const account = await openAccount(tx, { county, territory, phone, name: first.name }, persons, now);
    await startSession(context, { county, accountId: account.id, kind: 'resident', personId: first.id });
    for (const person of persons)
      audit({ kind: 'change', county, territory: person.territory, personId: person.id, purpose: '本人同意开通账号' });
    return { persons: persons.map(({ id, name }) => ({ id, name })) };
  },
});

const register = operation({
  name: 'accounts.register',
  summary: 'Puts a new resident on file, after their phone has proved itself with a code, and signs them in.',
  clause: '10.1',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 10,
  input: Register,
  output: Registered,
  permit: () => allow,
  run: async (context) => {
    const { tx, input, now, audit } = context;
    const phone = await provenPhone(context);
    if ((await onFileWith(tx, phone)).length) throw new Problem('changed', { detail: '服务站已经登记过这个手机号，请重新登录。' });
    const places = await placeNames(tx, [input.village, ...(input.grid ? [input.grid] : [])]);
    if (!places.has(input.village)) throw invalid('village', '没有这个村（社区）');
    if (input.grid && !places.has(input.grid)) throw invalid('grid', '没有这个网格');
    const county = countyOf(input.village);
    const territory = input.grid ?? input.village;
    const personId = newId(now.getTime());
    const home =
      input.grid && input.address
        ? {
            householdId: newId(now.getTime()),
            dwellingId: newId(now.getTime()),
            grid: input.grid,
            address: input.address,
            search: input.address,
          }
        : null;
    await addPerson(tx, { county, id: personId, territory, name: input.name, ...pinyinOfPerson(input.name), phone, createdAt: now, home });
    residentsChanged(tx, now, [territory]);
    const account = await openAccount(tx, { county, territory, phone, name: input.name }, [{ id: personId }], now);
    await startSession(context, { county, accountId: account.id, kind: 'resident', personId });
    audit({ kind: 'change', county, territory, personId, purpose: '本人登记' });
    return { personId };
  },
});

export const residentSignInOperations: Operation[] = [sendCode, signInWithCode, signInAgreed, register];
