import { operationTitle } from '../../../domain/audit/operation-title.zh.ts';
import { momentText } from '../../kit/dates.ts';
import { useRead } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { say } from './messages.ts';
import { WordsForm } from './words-form.tsx';

/** What supervisors asked about the own looks; nothing while nobody asked. */
export function AskedOfMe() {
  const { data } = useRead('audit.askedOfMe', {});
  if (!data?.items.length) return null;
  return (
    <Card title={say('askedTitle')} note={say('askedNote')}>
      <ul className="stack">
        {data.items.map((one) => (
          <li key={one.id} className="form">
            <p className="quiet">
              {momentText(one.at)} {operationTitle(one.operation)}
              <br />
              {one.purpose ? say('unusualReason', { purpose: one.purpose }) : say('unusualNoReason')}
            </p>
            <p>{say('unusualAsked', { who: one.askedBy, when: momentText(one.askedAt), words: one.words })}</p>
            {one.answer && one.answeredAt ? (
              <p>{say('unusualAnswered', { when: momentText(one.answeredAt), words: one.answer })}</p>
            ) : (
              <WordsForm id={one.id} operation="audit.answerAbout" label={say('askedAnswer')} send={say('askedSend')} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
