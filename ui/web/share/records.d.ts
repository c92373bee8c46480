// Written by `python -m tests.twin` from `ui/share/records.py`. Change it there.
/** A control of the page that is open, for whoever makes a lesson of it. */
interface ControlRecord {
  /** Its key as a frame names it: without the name of the landscape that is chosen now. */
  key: string;
  label: string;
  hidden: boolean;
  locked: boolean;
}

/** The link whose QR code the browser asks for. */
interface CodeRequest {
  link: string;
}

/** The QR code of a link. */
interface Code extends CodeRequest {
  /** The address of an SVG that holds it. null: there is no code that can be read. */
  picture: string | null;
}

/** What the browser needs to share a picture. */
interface ShareData {
  /** The address that links begin with. null: the one at which the browser is. */
  public: string | null;
  /** The code that was asked for last. */
  code: Code | null;
  /** The names of all methods and landscapes that a lesson can offer. */
  optimizers: string[];
  landscapes: string[];
}
