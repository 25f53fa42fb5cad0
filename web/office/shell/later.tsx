import { type ComponentType, type ReactElement, useEffect, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { EmptyState, Skeleton } from '../../kit/notice.tsx';
import { say } from './messages.ts';

interface Fetched {
  component: ComponentType | null;
  fetch: () => Promise<void>;
}

function LaterScreen({ screen }: { screen: Fetched }) {
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  const [there, setThere] = useState(screen.component !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt fetches once.
  useEffect(() => {
    if (screen.component) return;
    setFailed(false);
    screen.fetch().then(
      () => setThere(true),
      () => setFailed(true),
    );
  }, [attempt]);
  if (there && screen.component) return <screen.component />;
  if (failed) {
    return (
      <EmptyState
        icon="wifi-off"
        title={say('notFetched')}
        action={
          <Button icon="refresh" onClick={() => setAttempt((n) => n + 1)}>
            {say('openAgain')}
          </Button>
        }
      >
        {say('notFetchedWords')}
      </EmptyState>
    );
  }
  return <Skeleton lines={8} card />;
}

/** A screen fetched when it is first opened, or when the pointer nears its link; without a network it says so and can be tried again. */
export function later<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  const screen: Fetched = {
    component: null,
    fetch: async () => {
      screen.component = (await load())[name];
    },
  };
  const open = (): ReactElement => <LaterScreen screen={screen} />;
  return Object.assign(open, { preload: () => screen.fetch().catch(() => {}) });
}
