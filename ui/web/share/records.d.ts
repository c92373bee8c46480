// Written by `python -m tests.twin` from `ui/share/records.py`. Change it there.
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
}
