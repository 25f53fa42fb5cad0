import { ROLE_TITLES } from '../../../domain/accounts/roles.ts';

/** What stands beside the name: residents, receipt holders and visitors are named by what they are already. */
export const roleTitle = (role: string): string => (role === 'system' ? '系统' : ((ROLE_TITLES as Record<string, string>)[role] ?? ''));

/** Who it was that was not signed in yet, by what they did: whoever signs in is known only afterwards. */
const BEFORE_SIGN_IN: Readonly<Record<string, string>> = {
  'accounts.signInWithCode': '用您的手机验证码登录的人',
  'accounts.signInAgreed': '用您的手机验证码登录的人',
  'accounts.register': '用您的手机验证码登录的人',
  'accounts.signIn': '用您的工作账号登录的人',
  'accounts.signInAsResident': '用您的通行密钥登录的人',
  'accounts.signInWithPasskey': '用您的工作账号登录的人',
  'accounts.finishProvider': '用您的工作账号登录的人',
  'accounts.giveProviderCode': '用您的工作账号登录的人',
  'accounts.demoSignIn': '点演示身份进来的人',
};

/** Who stands in a person's own ledger, in words that say what to think of it. */
export const whoInLedger = (row: { actor: string; role: string; operation: string }): string =>
  row.role === 'anyone' ? (BEFORE_SIGN_IN[row.operation] ?? '没有登录的人') : row.actor;
