"""Paper: pages of PDF files as pictures, and the storyboard as a PDF. QtGui and QtPdf only."""
