<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- The words of Qt's own menus as this program spells them. Made into qt.qm with: pyside6-lrelease qt.ts -qm qt.qm -->
<TS version="2.1" language="en">
<context>
    <name>QLineEdit</name>
    <message>
        <source>Select All</source>
        <translation>Select all</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>Select All</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>Copy &amp;link location</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>&amp;Select all</translation>
    </message>
</context>
</TS>
