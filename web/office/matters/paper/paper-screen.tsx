import '../intake/intake.css';
import './paper.css';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import type { ProxyContent } from '../../../../domain/matters/proxy-service/content.ts';
import { HOW_WORDS, PAPERS_WORDS } from '../../../../domain/matters/proxy-service/story.zh.ts';
import { Button } from '../../../kit/button.tsx';
import { momentText } from '../../../kit/dates.ts';
import { Icon } from '../../../kit/icons.tsx';
import { EmptyState } from '../../../kit/notice.tsx';
import { useRead } from '../../../kit/query.ts';
import { useStaff } from '../../shell/me.ts';
import { ReadState } from '../../shell/read-state.tsx';
import { ScreenHead } from '../../shell/screen-head.tsx';
import { dueMoment } from '../../shell/times.ts';
import { Qr } from '../intake/receipt.tsx';
import { applicationOf } from '../matter/application.tsx';
import { checklistOf } from '../matter/check-answers.tsx';
import { say } from './messages.ts';
import { VerificationForm } from './verification-form.tsx';

type Line = readonly [title: string, words: ReactNode];
interface Paper {
  title: string;
  lines: Line[];
  body?: ReactNode;
}

const materialsOf = (content: ProxyContent): string =>
  content.materials.map(({ name, original }) => (original ? say('original', { name }) : name)).join('、');

/** What stands on a paper; null while there is nothing to say on it. */
function paperOf(which: string, view: MatterView, content: ProxyContent): Paper | null {
  if (which === 'accepted' && content.acceptedAt)
    return {
      title: say('acceptedTitle'),
      lines: [
        [say('acceptedAt'), momentText(content.acceptedAt)],
        [say('office'), view.centre.name],
        [say('materials'), materialsOf(content)],
        ...(view.deadlines.answer
          ? [[say('decideBy'), <strong key="by">{say('by', { when: dueMoment(view.deadlines.answer) })}</strong>] as const]
          : []),
      ],
    };
  if (which === 'missing' && content.missing)
    return {
      title: say('missingTitle'),
      lines: [[say('office'), view.centre.name]],
      body: (
        <>
          <p>{say('missingLead', { item: content.item.name })}</p>
          <ol className="paper-missing">
            {content.missing.map(({ name, why }) => (
              <li key={name}>
                <strong>{name}</strong>：{why}
              </li>
            ))}
          </ol>
          {view.deadlines.reply && <p>{say('missingUntil', { when: dueMoment(view.deadlines.reply) })}</p>}
          <p>{say('missingOnly')}</p>
        </>
      ),
    };
  if (which === 'result' && content.granted !== undefined)
    return {
      title: say('resultTitle'),
      lines: [
        [say('result'), <strong key="result">{say(content.granted ? 'granted' : 'refused')}</strong>],
        [say('words'), view.answer?.text ?? ''],
        ...(view.answeredAt ? [[say('decidedAt'), momentText(view.answeredAt)] as const] : []),
        [say('office'), view.centre.name],
        ...(content.delivery
          ? ([
              [say('delivery'), HOW_WORDS[content.delivery.how as keyof typeof HOW_WORDS] ?? ''],
              [say('papers'), PAPERS_WORDS[content.delivery.papers]],
            ] as const)
          : []),
      ],
    };
  return null;
}

function Sheet({ view, which }: { view: MatterView; which: string }) {
  const staff = useStaff();
  const content = applicationOf(view);
  const paper = content && paperOf(which, view, content);
  const above = (
    <>
      <Link to="/matters/$id" params={{ id: view.id }} search={{}}>
        {say('back')}
      </Link>
      <Icon name="chevron-right" />
      <span>{view.number}</span>
    </>
  );
  const print = (
    <Button look="filled" icon="print" className="no-print" onClick={() => window.print()}>
      {say('print')}
    </Button>
  );
  if (which === 'checklist' && checklistOf(view).length > 0)
    return (
      <>
        <ScreenHead title={say('formTitle')} above={above} aside={print} />
        <VerificationForm view={view} />
      </>
    );
  if (!content || !paper)
    return (
      <>
        <ScreenHead title={say('print')} above={above} />
        <EmptyState icon="print" title={say('none')}>
          {say('noneWords')}
        </EmptyState>
      </>
    );
  const applicant = view.reporters.find(({ part }) => part === 'reporter')?.name;
  const lines: Line[] = [
    [say('number'), view.number],
    [say('item'), content.item.name],
    ...(applicant ? [[say('applicant'), applicant] as const] : []),
    ...paper.lines,
    [say('taken'), `${staff.body.name} · ${staff.name} · ${momentText(new Date())}`],
  ];
  return (
    <>
      <ScreenHead title={paper.title} above={above} aside={print} />
      <article className="panel receipt">
        <h2>{paper.title}</h2>
        <div className="receipt-body">
          <dl className="details">
            {lines.map(([title, words]) => (
              <div key={title} className="details-row">
                <dt>{title}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
          <Qr />
        </div>
        {paper.body && <div className="paper-body">{paper.body}</div>}
        <p className="receipt-how">{say('follow')}</p>
        <p className="paper-sign">
          <span>
            {say('sign')}
            <span className="paper-blank" />
          </span>
          <span>
            {say('date')}
            <span className="paper-blank" />
          </span>
        </p>
      </article>
    </>
  );
}

/** A paper of a matter, to print: of an application that it was accepted, what is missing, or how it ended; of a home verification the form to fill in at the door. None carries a receipt code. */
export function PaperScreen() {
  const { id, which } = useParams({ from: '/frame/matters/$id/papers/$which' });
  const read = useRead('matters.view', { id });
  return (
    <ReadState read={read} lines={10}>
      {(data) => <Sheet view={data as MatterView} which={which} />}
    </ReadState>
  );
}
