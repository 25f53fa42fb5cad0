import { ROLE_TITLES } from '../../../domain/accounts/roles.ts';

/** What stands beside the name: residents, receipt holders and visitors are named by what they are already. */
export const roleTitle = (role: string): string => (role === 'system' ? '系统' : ((ROLE_TITLES as Record<string, string>)[role] ?? ''));
