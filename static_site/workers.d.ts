// The part of a service worker that `service_worker.js` uses. TypeScript has all of it, but not beside what pages have.

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Asking extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface KeepingWorker {
  registration: ServiceWorkerRegistration;
  clients: { matchAll(which: { includeUncontrolled: boolean }): Promise<{ url: string }[]>; claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate" | "message", hear: (event: Lasting) => void): void;
  addEventListener(type: "fetch", hear: (event: Asking) => void): void;
}
