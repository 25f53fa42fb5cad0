import { operations } from '../operations.ts';

/** All operations, each as often as anybody likes: tests are quicker than the people they play. */
export const uncounted = operations.map(({ perMinute: _perMinute, ...operation }) => operation);
