import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { operationTitle } from '../../../domain/audit/operation-title.zh.ts';
import { LOOK_FACTS } from '../../../domain/audit/unusual.ts';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { momentText } from '../../kit/dates.ts';
import { TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState, Tag } from '../../kit/notice.tsx';
import { ListState } from '../shell/list-state.tsx';
import { useToday } from '../shell/me.ts';
import { usePages } from '../shell/pages.ts';
import { ScreenHead } from '../shell/screen-head.tsx';
import { minuteOfDayText, shiftDay } from '../shell/times.ts';
import { say } from './messages.ts';
import { WordsForm } from './words-form.tsx';

type Look = OutputOf<'audit.unusual'>['items'][number];

function OneLook({ look }: { look: Look }) {
  const [asking, setAsking] = useState(false);
  const { question } = look;
  return (
    <li className="panel plain-list">
      <p>
        {momentText(look.at)} <strong>{look.actor}</strong> <span className="quiet">{look.roleTitle}</span>
      </p>
      <p className="row">
        <span>
          {operationTitle(look.operation)}：{look.personName}
        </span>
        {look.facts.map((fact) => (
          <Tag key={fact}>{LOOK_FACTS[fact]}</Tag>
        ))}
      </p>
      <p>{look.purpose ? say('unusualReason', { purpose: look.purpose }) : say('unusualNoReason')}</p>
      {question && (
        <>
          <p className="quiet">
            {say('unusualAsked', { who: question.askedBy, when: momentText(question.askedAt), words: question.words })}
          </p>
          <p>
            {question.answer && question.answeredAt
              ? say('unusualAnswered', { when: momentText(question.answeredAt), words: question.answer })
              : say('unusualWaiting')}
          </p>
        </>
      )}
      {!question && look.mine && <p className="quiet">{say('unusualMine')}</p>}
      {!question && !look.mine && !asking && (
        <div className="row">
          <Button icon="message" onClick={() => setAsking(true)}>
            {say('unusualAsk')}
          </Button>
        </div>
      )}
      {!question && asking && (
        <WordsForm id={look.id} operation="audit.askAbout" label={say('unusualQuestion')} send={say('unusualSend')} />
      )}
    </li>
  );
}

/** 值得问一问的查看: facts about looks, by time; a fact is no fault, and nobody is counted. */
export function UnusualScreen() {
  const today = useToday();
  const [days, setDays] = useState({ from: shiftDay(today, -6), until: today });
  const list = usePages('audit.unusual', { ...days, limit: 30 });
  const limits = list.data?.pages[0]?.limits;
  return (
    <>
      <ScreenHead
        title={say('unusualTitle')}
        above={
          <>
            <Link to="/audit">{say('title')}</Link>
            <Icon name="chevron-right" />
          </>
        }
      />
      <p className="quiet">{say('unusualIntro')}</p>
      {limits && (
        <p className="quiet">
          {say('unusualLimits', {
            persons: limits.persons,
            minutes: limits.minutes,
            from: minuteOfDayText(limits.nightFrom),
            until: minuteOfDayText(limits.nightUntil),
          })}
        </p>
      )}
      <div className="panel form">
        <div className="form-row">
          <TextInput
            label={say('from')}
            type="date"
            value={days.from}
            min={shiftDay(days.until, -31)}
            max={days.until}
            onChange={(event) => event.target.value && setDays({ ...days, from: event.target.value })}
          />
          <TextInput
            label={say('until')}
            type="date"
            value={days.until}
            min={days.from}
            max={today}
            onChange={(event) => event.target.value && setDays({ ...days, until: event.target.value })}
          />
        </div>
      </div>
      <ListState
        list={list}
        empty={
          <EmptyState icon="check" title={say('unusualNone')}>
            {say('unusualNoneWords')}
          </EmptyState>
        }
      >
        <ul className="stack">
          {list.items.map((look) => (
            <OneLook key={look.id} look={look} />
          ))}
        </ul>
      </ListState>
    </>
  );
}
