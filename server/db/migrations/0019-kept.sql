-- Number kept for another capability.
select 1;
