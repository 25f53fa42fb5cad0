import { RequestVerification, VerificationRequested } from '../../../domain/matters/home-verification/contract.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { requestVerification } from './request.ts';

export { verificationJobs } from './jobs.ts';
export { checklistOf } from './request.ts';

const request = operation({
  name: 'verifications.request',
  summary: 'Ask a village to check a household at home, with a checklist and a day.',
  clause: '2.4',
  kind: 'command',
  roles: ['window-clerk', 'dispatcher'],
  input: RequestVerification,
  output: VerificationRequested,
  permit: () => allow,
  run: requestVerification,
});

export const verificationOperations: Operation[] = [request];
