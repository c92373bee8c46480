r"""A method of one's own: a few lines of text become an optimizer that runs, is compared and is mapped like any other.

    eta = 0.05 in [0.001, 1] log
    beta1 = 0.9 in [0, 0.999] memory
    m = beta1 m + (1 - beta1) g
    m_hat = m/(1 - beta1^t)
    step = -eta m_hat

A line is a name, "=" and what it is. Empty lines do not count.

- A *knob* is a default "in" a range. After the range stands "log" if its slider is logarithmic (the knob is then any positive number),
  "memory" if it is logarithmic in 1 - value (the knob is then in [0, 1)), or nothing (then it is any number). Every method has the knob
  eta, its learning rate, which may be called lr. A knob that no line reads is refused.
- Every other line *computes* something, by the grammar of typed landscapes (`landscapes.typed`), in which sqrt(v), √v, |g| and \frac{m}{2}
  are understood. Its letters are g, the gradient; t, the number of the step, from 1; theta, θ before the step; theta0, θ at the start; and
  all names of the text. A name is its value before the step above its own line and in it, and its new value below. It starts at 0, or at
  what stands after "from", of numbers, knobs and theta0: P = mu P from 1. A product of names needs a space or a sign, because a name may
  have several letters.
- Each coordinate is computed by itself, but for sum(x), x of both together, and other(x), x of the other one. if(a > b, x, y) is x where
  the comparison holds (>, >=, <, <=), and y elsewhere.
- g = grad(theta - eta v) takes the gradient elsewhere than at θ. It is the first line that computes something, and reads what was before
  the step. After a comma stands how many examples it is the mean of: grad(theta, 1), or grad(theta, m) for a knob m whose range ends in
  "count". Else a step reads as many as the run says.
- The last line is the step, which is added to θ.

`own_method` makes the class. `as_text` says a method of the catalogue as a text to start from.
"""

from lessons.own_method.as_text import as_text
from lessons.own_method.method import OwnMethod, own_method
from lessons.own_method.rule import LONGEST, MOST_KNOBS, MOST_LINES

__all__ = ["LONGEST", "MOST_KNOBS", "MOST_LINES", "OwnMethod", "as_text", "own_method"]
