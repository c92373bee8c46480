// The parts of stlite and Pyodide that `boot.js` and `python.mjs` use, and what the site's own scripts tell each other.

interface Lab {
  entrypoint: string;
  files: Record<string, string>;
  archives: never[];
  requirements: string[];
  /** Where the wheels of Streamlit are; false: they are installed already. */
  wheelUrls: false;
  pyodideUrl: string;
  env: Record<string, string>;
  disableProgressToasts: boolean;
  disableErrorToasts: boolean;
}

/** The worker, as the page sees it. */
interface Kernel {
  addEventListener(type: "loadError", hear: (event: CustomEvent<unknown>) => void): void;
  sendHttpRequest(request: { method: string; path: string; headers: object; body: string }): Promise<{
    statusCode: number;
    body: Uint8Array<ArrayBuffer>;
    headers: Map<string, string>;
  }>;
}

interface Stlite {
  mount(lab: Lab, root: HTMLElement | null): { _kernel: Kernel };
}

/** How many bytes of a file have come, or that it is there. */
interface Came {
  url: string;
  bytes?: number;
  whole?: true;
}

interface Window {
  /** Say what keeps the lab from starting (`problem.js`). */
  sayProblem: (name: "file" | "browser" | "download" | "memory" | "other", details?: string) => void;
}

/** Python's file system. */
interface Files {
  mkdirTree(path: string): void;
  writeFile(path: string, data: Uint8Array, options: { canOwn: boolean }): void;
}

/** Python, as its worker sees it. */
interface Python {
  loadPackage(names: string[]): Promise<never[]>;
  pyimport(name: "late"): { install(address: string): void };
}
