import { App } from 'antd';
import { useState } from 'react';
import type { KnownFact } from '../../../domain/matters/home-verification/contract.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextArea, TextInput } from '../../kit/field.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { useToday } from '../shell/me.ts';
import { ReadState } from '../shell/read-state.tsx';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { dueMoment, shiftDay } from '../shell/times.ts';
import { say } from './messages.ts';

const USUAL_DAYS = 5;

/** Asks a village to check a household: which facts we hold are to be confirmed, what else is asked, and by when (2.4). */
export function VerificationForm({ about, onDone }: { about: { household?: string; application?: string }; onDone: () => void }) {
  const { message } = App.useApp();
  const today = useToday();
  const known = useRead('verifications.facts', about);
  const ask = useCommand('verifications.request', {
    refresh: ['verifications.list', 'matters.queue', 'matters.counts', 'matters.view'],
  });
  const [facts, setFacts] = useState<KnownFact[]>([]);
  const [questions, setQuestions] = useState('');
  const [words, setWords] = useState('');
  const [due, setDue] = useState(() => shiftDay(today, USUAL_DAYS));
  const [tried, setTried] = useState(false);
  const problem = ask.error instanceof Problem ? ask.error : null;
  const asked = questions
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const nothing = facts.length === 0 && asked.length === 0;
  const submit = (household: string) => {
    setTried(true);
    if (nothing || !words.trim()) return;
    ask.mutate(
      { ...about, household, words: words.trim(), due, facts, questions: asked },
      {
        onSuccess: ({ holder, due: by }) => {
          void message.success(say('asked', { holder, when: by ? dueMoment(by) : due }));
          onDone();
        },
      },
    );
  };
  return (
    <ReadState read={known} lines={6}>
      {(data) => (
        <form
          className="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit(data.household);
          }}
        >
          <p>
            <strong>
              {data.place} {data.address}
            </strong>
          </p>
          <fieldset className="choices">
            <legend className="field-label">{say('facts')}</legend>
            <div className="choices-rows">
              {data.facts.map(({ fact, question, value }) => (
                <label key={fact} className="choice">
                  <input
                    type="checkbox"
                    checked={facts.includes(fact)}
                    onChange={() =>
                      setFacts((before) => (before.includes(fact) ? before.filter((one) => one !== fact) : [...before, fact]))
                    }
                  />
                  <span className="choice-words">
                    <span>{question}</span>
                    {value && <span className="choice-hint">{say('factKnown', { value })}</span>}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <TextArea
            label={say('questions')}
            hint={say('questionsHint')}
            rows={3}
            value={questions}
            onChange={(event) => setQuestions(event.target.value)}
            error={(tried && nothing ? say('nothingAsked') : undefined) ?? problem?.about('questions')}
          />
          <TextInput
            label={say('words')}
            placeholder={say('wordsPlaceholder')}
            value={words}
            maxLength={200}
            onChange={(event) => setWords(event.target.value)}
            error={(tried && !words.trim() ? say('wordsPlaceholder') : undefined) ?? problem?.about('words')}
          />
          <TextInput
            label={say('due')}
            type="date"
            min={shiftDay(today, 1)}
            value={due}
            onChange={(event) => setDue(event.target.value)}
            error={problem?.about('due')}
          />
          <RefusalBanner error={ask.error} />
          <div className="form-end">
            <Button type="submit" look="filled" icon="send" busy={ask.isPending}>
              {say('ask')}
            </Button>
          </div>
        </form>
      )}
    </ReadState>
  );
}
