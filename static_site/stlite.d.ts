// The part of stlite that `boot.js` uses.

interface Archive {
  url: string;
  format: string;
  options: { extractDir: string };
}

interface Lab {
  entrypoint: string;
  files: Record<string, string>;
  archives: Archive[];
  requirements: string[];
  /** Where the wheels of Streamlit are; false: they are installed already. */
  wheelUrls: false;
  pyodideUrl: string;
  env: Record<string, string>;
}

/** The worker, as the page sees it. */
interface Kernel {
  sendHttpRequest(request: { method: string; path: string; headers: object; body: string }): Promise<{
    statusCode: number;
    body: Uint8Array<ArrayBuffer>;
    headers: Map<string, string>;
  }>;
}

interface Stlite {
  mount(lab: Lab, root: HTMLElement | null): { _kernel: Kernel };
}
