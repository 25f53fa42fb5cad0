import type { Operation } from '../../platform/operation.ts';
import { devices, orders, register, wipe, wiped } from './devices.ts';
import { sync } from './sync.ts';

export { fieldRetention } from './retention-store.ts';

export const fieldOperations: Operation[] = [register, sync, orders, wiped, devices, wipe];
