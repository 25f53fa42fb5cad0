import { useEffect, useState } from 'react';

const listeners = new Set<() => void>();
let waiting: ServiceWorker | null = null;

function found(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of listeners) listener();
}

/** Keeps the app on the phone, and notices when a newer one has been fetched. */
export function followVersions(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  void navigator.serviceWorker.register('/field/service-worker.js', { scope: '/field/' }).then((registration) => {
    if (registration.waiting) found(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed' && navigator.serviceWorker.controller) found(installing);
      });
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && navigator.onLine) void registration.update().catch(() => undefined);
    });
  });
}

/** A newer version that has been fetched and waits; `take` starts it. */
export function useNewVersion(): { take: () => void } | undefined {
  const [worker, setWorker] = useState(waiting);
  useEffect(() => {
    const look = () => setWorker(waiting);
    listeners.add(look);
    return () => void listeners.delete(look);
  }, []);
  if (!worker) return undefined;
  return {
    take: () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      worker.postMessage('take-over');
    },
  };
}
