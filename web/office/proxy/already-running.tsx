import { Link } from 'wouter';
import { Banner } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { say } from './messages.ts';

/** Says so when the same item already runs for this person, before the same papers are taken twice (2.6). */
export function AlreadyRunning({ village, item, person }: { village: string; item: string; person: string }) {
  const { data } = useRead('proxy.running', { village, item, person });
  if (!data?.matter) return null;
  const { id, number, statusTitle } = data.matter;
  return (
    <Banner tone="wheat" title={say('running', { status: statusTitle })}>
      <Link href={`/matters/${id}`}>{say('runningSee', { number })}</Link>
    </Banner>
  );
}
